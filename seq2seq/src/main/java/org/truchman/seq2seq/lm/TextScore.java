package org.truchman.seq2seq.lm;

/**
 * How well a language model predicts a text. The end of each line is predicted, too: it counts as a
 * piece, a word and a character.
 *
 * @param text what was read, in numbers
 * @param nll summed negative log-likelihood of all pieces, in nats
 */
public record TextScore(IndexedText text, double nll) {

  /** The perplexity of a piece. */
  public double perPiece() {
    return Math.exp(nll / text.ids().length);
  }

  /** The perplexity of a word, whatever it is cut into: comparable between levels. */
  public double perWord() {
    return Math.exp(nll / (text.words() + text.lines()));
  }

  /** Bits of a character, whatever the pieces are. */
  public double bitsPerCharacter() {
    return nll / Math.log(2) / (text.characters() + text.lines());
  }
}
