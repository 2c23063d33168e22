package org.truchman.report;

import java.util.List;

/**
 * All that the page on one sentence in one model shows.
 *
 * @param title at the top
 * @param subtitle the model, in a sentence
 * @param footer at the end, for example what made the page
 * @param line the sentence as it was given
 * @param translation of it; null of a language model
 * @param source tokens that the encoder read, in that order; none of a language model
 * @param read what each step read
 * @param said what each step said, as many
 * @param wiring how the network is built
 * @param layers states and gates
 * @param attention what each step looked at, a row for each; null without attention
 * @param next what each step held most probable, as many as {@code read}
 * @param beam the search; null of a language model
 * @param units which units track what
 */
public record InspectionReport(
    String title,
    String subtitle,
    String footer,
    String line,
    String translation,
    List<String> source,
    List<String> read,
    List<String> said,
    Wiring wiring,
    List<Layer> layers,
    float[][] attention,
    List<Next> next,
    Beam beam,
    Units units) {

  /** Keeps its own copies; refuses steps that do not fit together. */
  public InspectionReport {
    source = List.copyOf(source);
    read = List.copyOf(read);
    said = List.copyOf(said);
    layers = List.copyOf(layers);
    next = List.copyOf(next);
    requireSize("said", said.size(), read.size());
    requireSize("next", next.size(), read.size());
    if (attention != null) {
      requireSize("attention", attention.length, read.size());
    }
    for (Layer layer : layers) {
      for (Part part : layer.parts()) {
        int tokens = layer.ofSource() ? source.size() : read.size();
        requireSize(layer.name() + ", " + part.name(), part.values().length, tokens);
      }
    }
  }

  private static void requireSize(String what, int size, int expected) {
    if (size != expected) {
      throw new IllegalArgumentException(what + ": " + size + ", but " + expected + " are needed");
    }
  }

  /**
   * How a network is built.
   *
   * @param encoderLayers 0 of a language model
   * @param decoderLayers at least 1
   * @param bidirectional whether the encoder reads in both directions
   * @param bridged whether the decoder starts from the encoder's last states
   * @param contextEveryStep whether each step reads the encoder's summary, or its state in step
   * @param delay by how many tokens the source is ahead when read in step; -1 otherwise
   * @param inputFeeding whether each step reads what the one before saw
   */
  public record Wiring(
      int encoderLayers,
      int decoderLayers,
      boolean bidirectional,
      boolean bridged,
      boolean contextEveryStep,
      int delay,
      boolean inputFeeding) {}

  /**
   * A layer in one direction.
   *
   * @param name shown
   * @param ofSource whether it read {@code source}; {@code read} otherwise
   * @param parts its hidden states first
   */
  public record Layer(String name, boolean ofSource, List<Part> parts) {
    /** Keeps its own copy. */
    public Layer {
      parts = List.copyOf(parts);
    }
  }

  /**
   * States or a gate: a row of units for each token.
   *
   * @param name shown
   * @param gate whether it is one, from 0 (shut) to 1 (open)
   * @param values {@code (tokens, units)}, finite
   */
  public record Part(String name, boolean gate, float[][] values) {}

  /**
   * What a step held most probable.
   *
   * @param pieces most probable first
   * @param probabilities as many, from 0 to 1
   * @param said the probability of what was said
   */
  public record Next(List<String> pieces, List<Double> probabilities, double said) {
    /** Keeps its own copies. */
    public Next {
      pieces = List.copyOf(pieces);
      probabilities = List.copyOf(probabilities);
    }
  }

  /**
   * A beam search.
   *
   * @param note its settings and why it stopped, in a sentence
   * @param nodes a parent before its children
   */
  public record Beam(String note, List<Node> nodes) {
    /** Keeps its own copy. */
    public Beam {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A hypothesis.
   *
   * @param parent index of the one that it continues; -1 for the empty one
   * @param step when it came about, from 1
   * @param piece its last piece
   * @param logProbability of all of it
   * @param score null unless it finished
   * @param fate continued, pruned, passed over, finished or left open
   * @param best whether it is part of what was found best
   */
  public record Node(
      int parent,
      int step,
      String piece,
      double logProbability,
      Double score,
      String fate,
      boolean best) {}

  /**
   * The search for units that track something.
   *
   * @param note in what it was made, in a sentence
   * @param findings of each feature
   */
  public record Units(String note, List<Finding> findings) {
    /** Keeps its own copy. */
    public Units {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What was found for a feature.
   *
   * @param feature its name
   * @param verdict in words
   * @param units best first
   */
  public record Finding(String feature, String verdict, List<Unit> units) {
    /** Keeps its own copy. */
    public Finding {
      units = List.copyOf(units);
    }
  }

  /**
   * A unit.
   *
   * @param layer the name of its layer
   * @param unit its number, from 0
   * @param correlation with the feature
   */
  public record Unit(String layer, int unit, double correlation) {}
}
