package org.truchman.seq2seq.study;

import java.util.Random;

/**
 * To remember one thing: a symbol is shown, distraction follows, and at the end the symbol is asked
 * for.
 *
 * <pre>
 *   step    0       1   2   ...  gap-1   gap
 *   input   symbol  d   d   ...  d       ask     answer: the symbol
 * </pre>
 *
 * <p>Pieces are numbered: the symbols from 0, then what distracts, then the question.
 *
 * @param symbols different symbols, at least 2; whoever guesses is right once in so many times
 * @param distractors different pieces between, drawn anew at every step; at least 1
 * @param gap steps from the symbol to the question, 1 to 100,000
 */
public record RecallTask(int symbols, int distractors, int gap) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public RecallTask {
    require("symbols", symbols, 2, 10_000);
    require("distractors", distractors, 1, 10_000);
    require("gap", gap, 1, 100_000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s of a recall is %d; allowed: %d to %d".formatted(name, value, least, most));
    }
  }

  /** Pieces in all. */
  public int vocabulary() {
    return symbols + distractors + 1;
  }

  /** Steps T of a sequence. */
  public int steps() {
    return gap + 1;
  }

  /**
   * Sequences side by side.
   *
   * @param input {@code (B, T)} row after row
   * @param labels the symbol of each row, {@code (B)}
   */
  public record Batch(long[] input, long[] labels) {}

  /**
   * Draws sequences.
   *
   * @param rows number of them, B
   * @param random decides all
   */
  public Batch draw(int rows, Random random) {
    long[] input = new long[rows * steps()];
    long[] labels = new long[rows];
    for (int row = 0; row < rows; row++) {
      int at = row * steps();
      labels[row] = random.nextInt(symbols);
      input[at] = labels[row];
      for (int step = 1; step < gap; step++) {
        input[at + step] = symbols + random.nextInt(distractors);
      }
      input[at + gap] = vocabulary() - 1;
    }
    return new Batch(input, labels);
  }
}
