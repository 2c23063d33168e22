package org.truchman.text.protect;

/**
 * A span of a line in normal form that is protected.
 *
 * @param type what it is
 * @param start its first UTF-16 unit
 * @param end behind its last UTF-16 unit
 */
public record ProtectedSpan(SpanType type, int start, int end) {}
