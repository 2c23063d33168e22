package org.truchman.seq2seq.data.prepared;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.subword.CorpusTag;

/**
 * What to prepare, and where to put it.
 *
 * @param train the training text, and which of its pairs are kept
 * @param valid the validation text; pairs with an empty or too long side are left out
 * @param output the folder to write
 * @param configuration of which the languages, {@code text}, {@code training.maxLength} and {@code
 *     training.seed} are used
 * @param options how it is done
 * @param shares how each of the training text's sources takes part, in their order
 * @param text the text pipelines to index with, which the configuration must describe; null to
 *     learn them
 */
public record PreparationRequest(
    CorpusCleaning train,
    CorpusSource valid,
    Path output,
    Configuration configuration,
    Options options,
    List<CorpusShare> shares,
    TextPipelines text) {

  /**
   * Checks that everything is there, and that it fits together.
   *
   * @throws IllegalArgumentException if it does not
   */
  public PreparationRequest {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(options, "options");
    shares = List.copyOf(shares);
    if (shares.size() != train.sources().size()) {
      throw new IllegalArgumentException(
          shares.size() + " shares of " + train.sources().size() + " corpora; each needs its own");
    }
    requireTags(shares, configuration.text().markup().tags());
    if (isWeighted(shares) && options.shuffling() == Shuffling.ALWAYS) {
      throw new IllegalArgumentException(
          "corpora with weights lie one behind the other, and each epoch mixes them; leave the"
              + " shuffling to it");
    }
    if (text != null && !describes(configuration, text)) {
      throw new IllegalArgumentException(
          "the text pipelines to index with have other settings or languages than the"
              + " configuration; take theirs");
    }
  }

  /** A request to learn the text pipelines, and to take each source as it is. */
  public PreparationRequest(
      CorpusCleaning train,
      CorpusSource valid,
      Path output,
      Configuration configuration,
      Options options) {
    this(
        train,
        valid,
        output,
        configuration,
        options,
        Collections.nCopies(train.sources().size(), CorpusShare.PLAIN),
        null);
  }

  private static void requireTags(List<CorpusShare> shares, Set<CorpusTag> known) {
    for (CorpusShare share : shares) {
      if (share.tag() != null && !known.contains(share.tag())) {
        throw new IllegalArgumentException(
            "a corpus has the tag "
                + share.tag().name()
                + ", but text.tags is "
                + CorpusTag.setting(known)
                + "; name the tag there"
                + ", or leave it out");
      }
    }
  }

  private static boolean describes(Configuration configuration, TextPipelines text) {
    return configuration.text().equals(text.config())
        && configuration.sourceLanguage().equals(text.source().language())
        && configuration.targetLanguage().equals(text.target().language());
  }

  /** Whether some corpus has another weight than 1. */
  boolean isWeighted() {
    return isWeighted(shares);
  }

  private static boolean isWeighted(List<CorpusShare> shares) {
    return shares.stream().anyMatch(share -> share.weight() != 1);
  }

  /** Whether there is more to say than one corpus as it is. */
  boolean hasParts() {
    return shares.size() > 1 || !shares.get(0).isPlain();
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
