package org.truchman.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.text.subword.CorpusTag;
import picocli.CommandLine.Option;

/**
 * Corpora to learn from: what stands behind a {@code --train} belongs to it.
 *
 * <p>Options are read in their order; picocli hands each list over again, longer, whenever its flag
 * comes once more.
 */
class CorpusListFlags extends LanguageFlags {
  /** In the order of their flags. */
  final List<Corpus> train = new ArrayList<>();

  private int weights;
  private int tags;
  private String misplaced;

  /** One corpus. */
  static final class Corpus {
    final List<Path> files;
    private Double weight;
    private String tag;

    Corpus(List<Path> files) {
      this.files = List.copyOf(files);
    }

    /**
     * How it takes part.
     *
     * @throws CommandFailure with exit code 2 if weight or tag are not allowed
     */
    CorpusShare share() {
      try {
        return new CorpusShare(
            weight == null ? CorpusShare.PLAIN.weight() : weight,
            tag == null ? null : new CorpusTag(tag));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("--train " + files.get(0) + ": " + e.getMessage());
      }
    }
  }

  @Option(
      names = "--train",
      arity = "2",
      paramLabel = "FILE",
      description =
          "Source and target text to learn from; repeatable, each with a --weight and a --tag of"
              + " its own behind it.")
  final void addTrain(List<Path> files) {
    if (files == null || files.isEmpty()) {
      train.clear();
      return;
    }
    for (int next = 2 * train.size(); next < files.size(); next += 2) {
      train.add(new Corpus(files.subList(next, next + 2)));
    }
  }

  @Option(
      names = "--weight",
      paramLabel = "W",
      description =
          "How often an epoch has each pair of the --train before it: 2 means twice, 0.5 one half"
              + " in one epoch and the other half in the next. Default: 1.")
  final void addWeight(List<Double> values) {
    if (values == null || values.size() <= weights) {
      weights = 0;
      return;
    }
    weights = values.size();
    Corpus corpus = last("--weight");
    if (corpus != null) {
      misplaced = corpus.weight == null ? misplaced : "--weight";
      corpus.weight = values.get(weights - 1);
    }
  }

  @Option(
      names = "--tag",
      paramLabel = "NAME",
      description =
          "Mark the source sentences of the --train before it with a piece of their own, as in"
              + " --tag bt for text that was translated back; it is named in text.tags.")
  final void addTag(List<String> values) {
    if (values == null || values.size() <= tags) {
      tags = 0;
      return;
    }
    tags = values.size();
    Corpus corpus = last("--tag");
    if (corpus != null) {
      misplaced = corpus.tag == null ? misplaced : "--tag";
      corpus.tag = values.get(tags - 1);
    }
  }

  private Corpus last(String flag) {
    if (train.isEmpty()) {
      misplaced = flag;
      return null;
    }
    return train.get(train.size() - 1);
  }

  /**
   * Demands that each flag belongs to a corpus, that the files can be read, and that weights and
   * tags are allowed.
   *
   * @throws CommandFailure if not
   */
  final void requireCorpora() {
    if (misplaced != null) {
      throw CommandFailure.usage(
          misplaced
              + " stands behind the --train that it belongs to, once: --train SOURCE TARGET "
              + misplaced
              + (misplaced.equals("--tag") ? " NAME" : " W"));
    }
    train.forEach(Corpus::share);
    train.forEach(corpus -> corpus.files.forEach(InputFiles::require));
  }
}
