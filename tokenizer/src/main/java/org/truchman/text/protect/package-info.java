/**
 * Spans of a line that are not language: addresses, tags, and the gaps of a template.
 *
 * <p>In goes a line in normal form, out come {@link org.truchman.text.protect.ProtectedSpan}s. Read
 * {@link org.truchman.text.protect.SpanType} first: it says what is a span. {@link
 * org.truchman.text.protect.SpanFinder} finds them; {@link org.truchman.text.protect.Protection}
 * says which of them are wanted and whether they stay as one word or become numbered {@link
 * org.truchman.text.protect.Placeholder}s. Cutting the rest of the line does not belong here.
 */
package org.truchman.text.protect;
