package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A scorer whose state is the whole prefix and whose probabilities any function gives. It checks
 * what a search must keep to, and remembers the rows of each call.
 */
final class PrefixScorer implements StepScorer {

  /** Gives log p of each of the V next pieces; PAD, UNK and BOS are not looked at. */
  interface Model {
    float[] logProbabilities(int sentence, List<Integer> prefix);

    /** Gives what the next piece looks at; null without attention. */
    default float[] attention(int sentence, List<Integer> prefix) {
      return null;
    }
  }

  /** The sentence of each row, for each call. */
  final List<int[]> calls = new ArrayList<>();

  private final int vocabularySize;
  private final Model model;
  private List<List<Integer>> prefixes = List.of();

  PrefixScorer(int vocabularySize, Model model) {
    this.vocabularySize = vocabularySize;
    this.model = model;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
    assertTrue(k <= vocabularySize - 3, "asked for more candidates than there are");
    List<List<Integer>> next = new ArrayList<>();
    int[] best = new int[pieces.length * k];
    float[] logs = new float[pieces.length * k];
    for (int row = 0; row < pieces.length; row++) {
      assertTrue(row == 0 || sentence[row - 1] <= sentence[row], "rows of a sentence stand apart");
      next.add(prefixOf(pieces[row], origin, sentence, row));
      float[] all = model.logProbabilities(sentence[row], next.get(row));
      int[] ranked = ranked(all);
      for (int place = 0; place < k; place++) {
        best[row * k + place] = ranked[place];
        logs[row * k + place] = all[ranked[place]];
      }
    }
    prefixes = next;
    calls.add(sentence.clone());
    return new Candidates(pieces.length, k, best, logs);
  }

  private List<Integer> prefixOf(int piece, int[] origin, int[] sentence, int row) {
    if (calls.isEmpty()) {
      assertNull(origin, "the first call continues nothing");
      assertEquals(2, piece, "the first piece is BOS");
      assertEquals(row, sentence[row], "one row per sentence at first");
      return List.of();
    }
    assertEquals(calls.get(calls.size() - 1)[origin[row]], sentence[row], "another's state");
    List<Integer> prefix = new ArrayList<>(prefixes.get(origin[row]));
    prefix.add(piece);
    return prefix;
  }

  private int[] ranked(float[] logs) {
    Integer[] order = new Integer[vocabularySize - 3];
    Arrays.setAll(order, i -> i + 3);
    Arrays.sort(order, Comparator.comparing((Integer piece) -> -logs[piece]));
    return Arrays.stream(order).mapToInt(piece -> piece).toArray();
  }

  @Override
  public float[][] attention() {
    int[] sentences = calls.get(calls.size() - 1);
    float[][] attention = new float[sentences.length][];
    for (int row = 0; row < sentences.length; row++) {
      attention[row] = model.attention(sentences[row], prefixes.get(row));
    }
    return attention;
  }

  @Override
  public void close() {}
}
