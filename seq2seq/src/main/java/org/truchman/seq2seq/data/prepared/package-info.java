/**
 * Corpora that are prepared once and trained from as often as wanted: piece ids in memory-mapped
 * files.
 *
 * <p>In goes raw parallel text, by a {@link org.truchman.seq2seq.data.prepared.PreparationRequest};
 * {@link org.truchman.seq2seq.data.prepared.CorpusPreparation} filters it, learns the text
 * pipelines, indexes and shuffles; out comes a folder, which {@link
 * org.truchman.seq2seq.data.prepared.PreparedCorpus} opens. Memory does not grow with the corpus.
 * Read {@code CorpusPreparation} first, then {@link
 * org.truchman.seq2seq.data.prepared.MappedShard}; docs/prepared-format.md describes every byte.
 * What belongs to a batch stands in the package above.
 */
package org.truchman.seq2seq.data.prepared;
