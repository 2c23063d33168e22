/**
 * The tokenizers that BLEU and TER scores are defined by, exactly as sacreBLEU 2.6 has them.
 *
 * <p>A line of text enters, its {@link org.truchman.metrics.tokens.Tokens} leave. Start with {@link
 * org.truchman.metrics.tokens.BleuTokenizer}. Everything here is frozen: a change of behaviour
 * would change published scores, so improvements to text processing belong to the tokenizer module,
 * never here. Character properties come from a table that is part of the module ({@code
 * characters.txt}), since those of the JDK change from release to release. Characters are code
 * points throughout.
 */
package org.truchman.metrics.tokens;
