/**
 * Raw parallel text, from files to the sentence pairs that are learnt from.
 *
 * <p>In go UTF-8 files (plain or gzip, two files or columns of one) and streams; out come {@link
 * org.truchman.text.corpus.SentencePair}s in file order, with the number of their line. Read {@link
 * org.truchman.text.corpus.ParallelCorpus} first, then {@link org.truchman.text.corpus.Utf8Lines},
 * which decides what a line is, {@link org.truchman.text.corpus.PairRules}, which say what a pair
 * must be like, and {@link org.truchman.text.corpus.CleanCorpus}, which applies them to corpora
 * larger than memory and drops duplicates. {@link org.truchman.text.corpus.CorpusReport} counts
 * what was dropped. Everything that can be wrong with the data is a {@link
 * org.truchman.text.corpus.CorpusException}. Turning text into pieces does not belong here.
 */
package org.truchman.text.corpus;
