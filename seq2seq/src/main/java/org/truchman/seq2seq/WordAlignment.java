package org.truchman.seq2seq;

import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.protect.Spans;

/** The attention between pieces as one between words. */
final class WordAlignment {
  private WordAlignment() {}

  /**
   * The alignment of a sentence.
   *
   * @param hypothesis with its attention
   */
  static Alignment.Part of(TextPipelines text, IndexedLine sentence, Hypothesis hypothesis) {
    Words source = words(text.source(), sentence.ids(), sentence.spans());
    Words target = words(text.target(), hypothesis.pieces(), sentence.spans());
    float[][] weights = new float[target.words().size()][source.words().size()];
    int[] pieces = new int[weights.length];
    for (int j = 0; j < target.ofPiece().length; j++) {
      int word = target.ofPiece()[j];
      if (word >= 0) {
        pieces[word]++;
        addTo(weights[word], hypothesis.attention()[j], source.ofPiece());
      }
    }
    for (int word = 0; word < weights.length; word++) {
      for (int i = 0; i < weights[word].length; i++) {
        weights[word][i] /= Math.max(1, pieces[word]);
      }
    }
    return new Alignment.Part(source.words(), target.words(), weights);
  }

  private static void addTo(float[] words, float[] attention, int[] ofPiece) {
    for (int i = 0; i < ofPiece.length; i++) {
      if (ofPiece[i] >= 0) {
        words[ofPiece[i]] += attention[i];
      }
    }
  }

  /**
   * A line as words.
   *
   * @param words of the line
   * @param ofPiece the word that each piece is part of; -1 if there is none
   */
  private record Words(List<String> words, int[] ofPiece) {}

  private static Words words(TextPipeline pipeline, int[] pieces, Spans spans) {
    String line = pipeline.lineOfIds(pieces, spans);
    List<String> words = pipeline.words(line);
    int[] ends = ends(words, line);
    int[] ofPiece = new int[pieces.length];
    int word = 0;
    for (int i = 0; i < pieces.length; i++) {
      // The first word that reaches beyond what was written before this piece.
      int start = i == 0 ? 0 : written(pipeline, Arrays.copyOf(pieces, i), spans, line);
      while (word < ends.length && ends[word] <= start) {
        word++;
      }
      ofPiece[i] = Math.min(word, ends.length - 1);
    }
    return new Words(words, ofPiece);
  }

  /** Where each word ends in the line. */
  private static int[] ends(List<String> words, String line) {
    int[] ends = new int[words.size()];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      at = line.indexOf(words.get(i), at) + words.get(i).length();
      ends[i] = at;
    }
    return ends;
  }

  /** How much of a line stands when only its first pieces are written. */
  private static int written(TextPipeline pipeline, int[] first, Spans spans, String line) {
    String start = pipeline.lineOfIds(first, spans);
    int common = 0;
    while (common < Math.min(start.length(), line.length())
        && start.charAt(common) == line.charAt(common)) {
      common++;
    }
    return common;
  }
}
