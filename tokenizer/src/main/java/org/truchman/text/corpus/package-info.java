/**
 * Raw parallel text, from files to sentence pairs.
 *
 * <p>In go UTF-8 files (plain or gzip); out come {@link org.truchman.text.corpus.SentencePair}s in
 * file order, with the number of their line. Read {@link org.truchman.text.corpus.ParallelCorpus}
 * first, then {@link org.truchman.text.corpus.Utf8Lines}, which decides what a line is, and {@link
 * org.truchman.text.corpus.CorpusFilter}, which counts what it drops. Everything that can be wrong
 * with the data is a {@link org.truchman.text.corpus.CorpusException}. Nothing here changes the
 * text: that is the normaliser's work.
 */
package org.truchman.text.corpus;
