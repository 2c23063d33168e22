/**
 * Names and removal of what is being written: files and folders that become visible when they are
 * whole.
 *
 * <p>Read {@link org.truchman.seq2seq.files.PartFiles}. Prepared corpora and model directories both
 * stand on it; it knows neither.
 */
package org.truchman.seq2seq.files;
