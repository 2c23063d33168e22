package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which words of a line its translation looked at, word by word, from the attention of the model.
 *
 * @param parts one for a line that was translated as a whole, several in order for one that was
 *     split, none for a blank line
 */
public record Alignment(List<Part> parts) {
  /** Copies the list. */
  public Alignment {
    parts = List.copyOf(parts);
  }

  /**
   * What was translated as a whole. Words are those of the text pipelines, punctuation by itself,
   * as {@code truchman tokenize} cuts them.
   *
   * @param source words of the source
   * @param target words of the translation
   * @param weights for each target word how much it looked at each source word; what is missing to
   *     1 went to the end of the sentence. Over the pieces of a source word they are sums, over
   *     those of a target word means; owned by this record, not to be changed
   */
  public record Part(List<String> source, List<String> target, float[][] weights) {
    /** Copies the lists. */
    public Part {
      source = List.copyOf(source);
      target = List.copyOf(target);
    }
  }

  /**
   * A pair of words.
   *
   * @param source place of the source word in the line, from 0
   * @param target place of the target word in the translation, from 0
   */
  public record Link(int source, int target) {}

  /**
   * Each target word with the source word that it looked at most, the first of equals; those that
   * looked at the end of the sentence more than at any word are left out.
   */
  public List<Link> links() {
    List<Link> links = new ArrayList<>();
    int sourceWords = 0;
    int targetWords = 0;
    for (Part part : parts) {
      for (int i = 0; i < part.target().size(); i++) {
        int best = best(part.weights()[i]);
        if (best >= 0) {
          links.add(new Link(sourceWords + best, targetWords + i));
        }
      }
      sourceWords += part.source().size();
      targetWords += part.target().size();
    }
    return links;
  }

  /** The place of the greatest weight; -1 if more is missing to 1. */
  private static int best(float[] weights) {
    int best = -1;
    double missing = 1;
    for (float weight : weights) {
      missing -= weight;
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > (best < 0 ? missing : weights[best])) {
        best = i;
      }
    }
    return best;
  }

  /** The links as Pharaoh wrote them, {@code source-target}, such as {@code 0-0 2-1}. */
  public String pharaoh() {
    return links().stream()
        .map(link -> link.source() + "-" + link.target())
        .collect(Collectors.joining(" "));
  }
}
