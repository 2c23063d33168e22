/**
 * Uses the built distribution as its user does, from raw text to scores: real processes, real
 * files, real signals.
 *
 * <p>{@link org.truchman.it.Truchman} starts {@code bin/truchman} and {@link
 * org.truchman.it.CountingCorpus} writes the text that it learns from; read {@code EndToEndIT}
 * first.
 */
package org.truchman.it;
