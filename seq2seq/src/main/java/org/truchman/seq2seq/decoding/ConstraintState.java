package org.truchman.seq2seq.decoding;

import java.util.BitSet;

/**
 * How far one hypothesis meets its constraints; not to be changed.
 *
 * @param last its last piece; -1 at the start
 * @param begun nodes of the required phrases that its last pieces may begin
 * @param forbidden the same of the forbidden phrases
 * @param said the required phrases that it has said, those of {@code justSaid} included
 * @param justSaid those that its last piece completed for the first time: the next one may still
 *     make them a part of a longer word
 * @param counts how often it has each counted piece
 */
record ConstraintState(
    int last, int[] begun, int[] forbidden, BitSet said, BitSet justSaid, int[] counts) {}
