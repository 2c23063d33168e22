package org.truchman.seq2seq.data.prepared;

import java.nio.file.Path;
import java.util.Objects;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusSource;

/**
 * What to prepare, and where to put it.
 *
 * @param train the training text, and which of its pairs are kept
 * @param valid the validation text; pairs with an empty or too long side are left out
 * @param output the folder to write
 * @param configuration of which the languages, {@code text}, {@code training.maxLength} and {@code
 *     training.seed} are used
 * @param options how it is done
 */
public record PreparationRequest(
    CorpusCleaning train,
    CorpusSource valid,
    Path output,
    Configuration configuration,
    Options options) {

  /** Checks that everything is there. */
  public PreparationRequest {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(options, "options");
  }

  /**
   * How it is done.
   *
   * @param shuffling whether pairs are brought into random order
   * @param learnPairs pairs that subwords and vocabulary are learnt from at most, at least 1; with
   *     more than that, a random choice of so many
   * @param replace whether a prepared corpus that lies there already is replaced
   * @param rejected a file that takes the pairs that are not kept, or null
   */
  public record Options(Shuffling shuffling, int learnPairs, boolean replace, Path rejected) {
    /** What bounds the memory for learning unless something else is said. */
    public static final int LEARN_PAIRS = 1_000_000;

    /** Checks the numbers. */
    public Options {
      Objects.requireNonNull(shuffling, "shuffling");
      if (learnPairs < 1) {
        throw new IllegalArgumentException(
            "subwords are to be learnt from " + learnPairs + " pairs; 1 and more are allowed");
      }
    }

    /** Shuffles where needed, learns from a million pairs at most, replaces nothing. */
    public static Options defaults() {
      return new Options(Shuffling.AUTO, LEARN_PAIRS, false, null);
    }

    /** A copy that replaces what lies there. */
    public Options withReplace(boolean value) {
      return new Options(shuffling, learnPairs, value, rejected);
    }

    /** A copy that shuffles otherwise. */
    public Options withShuffling(Shuffling value) {
      return new Options(value, learnPairs, replace, rejected);
    }
  }
}
