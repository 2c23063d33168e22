package org.truchman.seq2seq.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A corpus of several parts, of which epochs take more or less than all.
 *
 * <p>The pairs of a part stand on a ring in an order drawn from the seed. An epoch walks on by
 * {@code weight} times its size, from where the last one stopped: so a weight of 0.5 gives one half
 * and then the other, a weight of 2 everything twice, and after any number of epochs no pair was
 * learnt from more than once oftener than another of its part. Where an epoch begins follows from
 * its number, and the order within it from seed and number, so a training may stop and go on. Pairs
 * of all parts stand in random order, and nothing is stored for them.
 */
public final class WeightedCorpus implements IndexedCorpus {
  private final IndexedCorpus plain;
  private final List<Ring> rings = new ArrayList<>();
  private final long seed;

  /**
   * A part.
   *
   * @param pairs how many of the corpus's pairs, which follow those of the part before
   * @param weight how often an epoch has each of them on average
   */
  public record Part(int pairs, double weight) {
    /** How many pairs the epochs before an epoch have had. */
    private long before(int epoch) {
      return (long) Math.floor(epoch * (weight * pairs));
    }

    /**
     * Gives how many pairs an epoch has of it.
     *
     * @param epoch number of the pass over the corpus, 0 or more
     */
    public long pairsOf(int epoch) {
      return before(epoch + 1) - before(epoch);
    }
  }

  /** A part in its order. */
  private record Ring(int first, Part part, KeyedOrder order) {
    int line(long place) {
      return first + order.at((int) (place % part.pairs()));
    }
  }

  /**
   * Weighs the parts of a corpus.
   *
   * @param plain the pairs of all parts, one part after the other
   * @param parts as many pairs in all as the corpus has
   * @param seed of the orders
   * @throws IllegalArgumentException if the sizes disagree, or an epoch would have no pair
   */
  public WeightedCorpus(IndexedCorpus plain, List<Part> parts, long seed) {
    this.plain = plain;
    this.seed = seed;
    int first = 0;
    boolean enough = false;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      enough |= part.weight() * part.pairs() >= 1;
      if (part.pairs() > 0) {
        rings.add(new Ring(first, part, new KeyedOrder(part.pairs(), BatchPlan.hash(seed, i))));
      }
      first += part.pairs();
    }
    if (first != plain.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "parts of %d pairs, but the corpus has %d", first, plain.size()));
    }
    if (!enough) {
      throw new IllegalArgumentException(
          "the weights leave less than one pair of each corpus for an epoch; raise them");
    }
  }

  @Override
  public EpochLines lines(int epoch) {
    long[] ends = new long[rings.size()];
    long size = 0;
    for (int i = 0; i < ends.length; i++) {
      size += rings.get(i).part().pairsOf(epoch);
      ends[i] = size;
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the weights make epochs of "
              + size
              + " pairs; at most "
              + Integer.MAX_VALUE
              + " are allowed: lower them");
    }
    return new Walk(epoch, ends, new KeyedOrder((int) size, BatchPlan.hash(~seed, epoch)));
  }

  /** One epoch's lines, mixed. */
  private final class Walk implements EpochLines {
    private final int epoch;
    private final long[] ends;
    private final KeyedOrder order;

    Walk(int epoch, long[] ends, KeyedOrder order) {
      this.epoch = epoch;
      this.ends = ends;
      this.order = order;
    }

    @Override
    public int size() {
      return (int) ends[ends.length - 1];
    }

    @Override
    public int line(int place) {
      int number = order.at(place);
      int at = 0;
      while (number >= ends[at]) {
        at++;
      }
      Ring ring = rings.get(at);
      return ring.line(ring.part().before(epoch) + number - (at == 0 ? 0 : ends[at - 1]));
    }
  }

  @Override
  public int size() {
    return plain.size();
  }

  @Override
  public IndexedPair pair(int line) {
    return plain.pair(line);
  }

  @Override
  public IndexedPair pair(int line, int epoch) {
    return plain.pair(line, epoch);
  }

  @Override
  public int sourceLength(int line) {
    return plain.sourceLength(line);
  }

  @Override
  public int targetLength(int line) {
    return plain.targetLength(line);
  }
}
