/**
 * What a training run and a search are told: immutable records with checked values.
 *
 * <p>Enter: a JSON file with comments and {@code section.key=value} overrides; leave: a {@link
 * org.truchman.seq2seq.config.Configuration} in which every value is allowed, or, for a language
 * model, a {@link org.truchman.seq2seq.config.LanguageModelConfiguration}. Read {@code
 * Configuration} first, then {@link org.truchman.seq2seq.config.ConfigurationJson}. Nothing here
 * knows tensors, files of a model or the command line; building a part from its enum constant is
 * the work of the package that owns the part.
 */
package org.truchman.seq2seq.config;
