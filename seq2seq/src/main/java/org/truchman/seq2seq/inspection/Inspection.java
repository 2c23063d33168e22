package org.truchman.seq2seq.inspection;

import java.util.List;
import java.util.Map;

/**
 * What a model did with one sentence, as numbers and text.
 *
 * @param wiring how the network is built
 * @param source the tokens that the encoder read, in that order; none of a language model
 * @param read what each step read: the sign of the beginning and the pieces before
 * @param said what each step said, as long as {@code read}: of a language model, what came next
 * @param text the translation; of a language model, the line itself
 * @param layers the states and gates of each layer and direction
 * @param attention what each step looked at, {@code (T, S)}; null without attention
 * @param next what each step held most probable
 * @param beam the search; null of a language model
 * @param units which units track what
 */
public record Inspection(
    Wiring wiring,
    List<String> source,
    List<String> read,
    List<String> said,
    String text,
    List<Layer> layers,
    float[][] attention,
    List<NextPieces> next,
    Beam beam,
    Units units) {

  /**
   * How a network is built, as far as a drawing needs it.
   *
   * @param cell its name
   * @param encoderLayers 0 of a language model
   * @param decoderLayers of a language model, all of its layers
   * @param bidirectional whether the encoder reads in both directions
   * @param bridged whether the decoder starts from the encoder's last states
   * @param attentive whether the decoder looks back
   * @param contextEveryStep whether every step reads a summary of the source
   * @param delay if that is the source in step: by how many tokens it is ahead; -1 otherwise
   * @param inputFeeding whether every step reads what the one before saw
   */
  public record Wiring(
      String cell,
      int encoderLayers,
      int decoderLayers,
      boolean bidirectional,
      boolean bridged,
      boolean attentive,
      boolean contextEveryStep,
      int delay,
      boolean inputFeeding) {}

  /**
   * A layer in one direction.
   *
   * @param name in words
   * @param ofSource whether its rows are the tokens of {@code source}; those of {@code read}
   *     otherwise
   * @param hidden hidden states, {@code (T, H)}
   * @param cell cell states, {@code (T, H)}; null but for the LSTM
   * @param gates by name, {@code (T, H)} each
   */
  public record Layer(
      String name,
      boolean ofSource,
      float[][] hidden,
      float[][] cell,
      Map<String, float[][]> gates) {}

  /**
   * What was most probable after a step.
   *
   * @param pieces most probable first
   * @param probabilities as many, from 0 to 1
   * @param said the probability of what was said
   */
  public record NextPieces(List<String> pieces, List<Double> probabilities, double said) {}

  /**
   * A beam search.
   *
   * @param size hypotheses that are open at a time
   * @param penalty how scores come of log-probabilities, in words
   * @param end why it stopped, in words
   * @param nodes a parent before its children
   */
  public record Beam(int size, String penalty, String end, List<BeamNode> nodes) {}

  /**
   * A hypothesis.
   *
   * @param parent index of the one that it continues; -1 for the empty one
   * @param step when it came about, from 1
   * @param piece its last piece, as shown
   * @param logProbability of all of it
   * @param score null unless it finished
   * @param fate what became of it, in small letters
   * @param best whether it is part of what was found best
   */
  public record BeamNode(
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
   * @param lines in which it was made, the sentence itself included
   * @param leftOut lines in which it was not, as they are blank or too long
   * @param tokens of the lines
   * @param findings of each feature
   */
  public record Units(int lines, int leftOut, long tokens, List<UnitSearch.Finding> findings) {}
}
