package org.truchman.seq2seq.data;

/**
 * A random order of any number of things, without a list of them: each place has its number, by
 * arithmetic alone.
 *
 * <p>A Feistel network is a bijection whatever its round function is; what it sends beyond the size
 * is sent on until it falls within.
 *
 * @see <a href="https://doi.org/10.1007/3-540-45760-7_9">Black and Rogaway 2002, Ciphers with
 *     Arbitrary Finite Domains</a>
 */
final class KeyedOrder {
  private static final int ROUNDS = 6;

  private final int size;
  private final long key;
  private final int half;
  private final long mask;

  /**
   * An order.
   *
   * @param size how many there are, at least 1
   * @param key another one gives another order
   */
  KeyedOrder(int size, long key) {
    this.size = size;
    this.key = key;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    this.half = Math.max(1, (bits + 1) / 2);
    this.mask = (1L << half) - 1;
  }

  /**
   * Gives the number at a place.
   *
   * @param place from 0 and less than the size
   */
  int at(int place) {
    long value = place;
    do {
      value = encrypt(value);
    } while (value >= size);
    return (int) value;
  }

  private long encrypt(long value) {
    long left = value >>> half;
    long right = value & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (BatchPlan.hash(key ^ right, round) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }
}
