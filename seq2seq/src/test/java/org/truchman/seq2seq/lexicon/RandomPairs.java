package org.truchman.seq2seq.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.text.vocab.SpecialToken;

/**
 * Random sentence pairs.
 *
 * @param pairs how many
 * @param length pieces of a side at most; a side may be empty
 * @param sources ids of source pieces are below
 * @param targets ids of target pieces are below
 */
record RandomPairs(int pairs, int length, int sources, int targets) {
  IndexedCorpus corpus(Random random) {
    List<IndexedPair> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      all.add(new IndexedPair(sentence(random, sources), sentence(random, targets)));
    }
    return IndexedCorpus.of(all);
  }

  /** Squares of uniform numbers, so that small ids are frequent. */
  private int[] sentence(Random random, int ids) {
    int pieces = ids - SpecialToken.COUNT;
    return random
        .doubles(random.nextInt(length + 1))
        .mapToInt(draw -> SpecialToken.COUNT + (int) (draw * draw * pieces))
        .toArray();
  }
}
