package org.truchman.seq2seq;

import org.truchman.seq2seq.decoding.SourceSentence;
import org.truchman.text.IndexedLine;

/**
 * A sentence of a line on its way: as text knows it, and as it is searched.
 *
 * @param line its ids and what its placeholders stand for
 * @param source what is asked of the search
 */
record PlannedSentence(IndexedLine line, SourceSentence source) {}
