package org.truchman.seq2seq.config;

/**
 * How a language model writes.
 *
 * @param method drawn at random, greedy, or by beam search
 * @param length pieces at most, ends of lines counted, at least 1
 * @param lines lines at most that are finished, the prompt's last one counted; 0 for no limit
 * @param temperature of sampling: log-probabilities are divided by it
 * @param topK of sampling: only so many of the most probable pieces are drawn from; 0 for all
 * @param topP of sampling: only the most probable pieces that have this probability together are
 *     drawn from (Holtzman et al. 2020); 1 for all
 * @param beamSize of beam search: lines kept open
 * @param seed of sampling
 */
public record GenerationConfig(
    GenerationMethod method,
    int length,
    int lines,
    double temperature,
    int topK,
    double topP,
    int beamSize,
    long seed) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public GenerationConfig {
    Allowed.oneOf("generation.method", method, GenerationMethod.values());
    Allowed.whole("generation.length", length, 1, 100_000_000);
    Allowed.whole("generation.lines", lines, 0, Integer.MAX_VALUE);
    if (!(temperature > 0 && temperature <= 100)) {
      throw new IllegalArgumentException(
          "generation.temperature is "
              + temperature
              + "; allowed: above 0, at most 100; the method greedy always takes the most probable"
              + " piece");
    }
    Allowed.whole("generation.topK", topK, 0, Integer.MAX_VALUE);
    Allowed.aboveZero("generation.topP", topP, 1);
    Allowed.whole("generation.beamSize", beamSize, 1, 1000);
    boolean plain = temperature == 1 && topK == 0 && topP == 1;
    if (method != GenerationMethod.SAMPLE && !plain) {
      throw new IllegalArgumentException(
          "generation.temperature is "
              + temperature
              + ", generation.topK "
              + topK
              + " and generation.topP "
              + topP
              + "; allowed with generation.method "
              + Choice.label(method)
              + ": 1, 0 and 1, because nothing is drawn");
    }
  }

  /** A hundred pieces, drawn from all that the model knows. */
  public static GenerationConfig defaults() {
    return new GenerationConfig(GenerationMethod.SAMPLE, 100, 0, 1, 0, 1, 5, 1);
  }
}
