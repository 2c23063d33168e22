package org.truchman.seq2seq.inspection;

import java.util.List;

/** Something about the tokens of a line that a unit may track, as a number for each token. */
public enum Feature {
  /** How many tokens stood before. */
  POSITION("position in the line"),
  /** How many tokens are still to come. */
  REMAINING("tokens still to come"),
  /** 1 from a quotation mark to the next one, both counted; else 0. */
  QUOTES("inside quotes"),
  /** 1 from an opening bracket to its closing one, both counted; else 0. */
  BRACKETS("inside brackets"),
  /** 1 at a full stop, question or exclamation mark and at the end of the line; else 0. */
  SENTENCE_END("end of the sentence");

  /** A quotation mark opens when none is open, and closes otherwise, in whatever language. */
  private static final String QUOTATION = "\"“”„‟«»「」『』";

  private static final String OPENING = "([{（［｛";
  private static final String CLOSING = ")]}）］｝";
  private static final String ENDING = ".!?…。！？";

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** The feature in words. */
  public String words() {
    return words;
  }

  /**
   * Its value at each token of a line.
   *
   * @param tokens text of each, without marks; {@link Tokens#END} for the end of the line
   */
  public float[] values(List<String> tokens) {
    float[] values = new float[tokens.size()];
    int open = 0;
    for (int i = 0; i < values.length; i++) {
      String token = tokens.get(i);
      switch (this) {
        case POSITION -> values[i] = i;
        case REMAINING -> values[i] = values.length - 1 - i;
        case SENTENCE_END -> values[i] = ends(token) ? 1 : 0;
        case QUOTES -> {
          int before = open;
          open = (open + count(QUOTATION, token)) % 2;
          values[i] = before > 0 || count(QUOTATION, token) > 0 ? 1 : 0;
        }
        case BRACKETS -> {
          int before = open;
          open = Math.max(0, open + count(OPENING, token) - count(CLOSING, token));
          values[i] = before > 0 || open > 0 ? 1 : 0;
        }
      }
    }
    return values;
  }

  private static boolean ends(String token) {
    return token.equals(Tokens.END)
        || (!token.isEmpty() && token.codePoints().allMatch(c -> ENDING.indexOf(c) >= 0));
  }

  private static int count(String marks, String token) {
    return (int) token.codePoints().filter(c -> marks.indexOf(c) >= 0).count();
  }
}
