package org.truchman.text;

import org.truchman.text.protect.Spans;

/**
 * A line as a model reads it.
 *
 * @param ids ids of its pieces, at least 4 each; empty for a blank line
 * @param spans what the placeholders among them stand for; none unless spans are numbered
 */
public record IndexedLine(int[] ids, Spans spans) {}
