package org.truchman.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.text.subword.CorpusTag;
import picocli.CommandLine.Option;

/** One corpus to learn from; the flags of the next one begin with its {@code --train}. */
final class CorpusFlags {
  @Option(
      names = "--train",
      arity = "2",
      required = true,
      paramLabel = "FILE",
      description =
          "Source and target text to learn from; repeatable, each with a --weight and a --tag of"
              + " its own behind it.")
  List<Path> files;

  @Option(
      names = "--weight",
      paramLabel = "W",
      description =
          "How often an epoch has each pair of the --train before it: 2 means twice, 0.5 one half"
              + " in one epoch and the other half in the next. Default: 1.")
  Double weight;

  @Option(
      names = "--tag",
      paramLabel = "NAME",
      description =
          "Mark the source sentences of the --train before it with a piece of their own, as in"
              + " --tag bt for text that was translated back; it is named in text.tags.")
  String tag;

  /** How the corpus takes part. */
  CorpusShare share() {
    return new CorpusShare(weight == null ? CorpusShare.PLAIN.weight() : weight, corpusTag());
  }

  private CorpusTag corpusTag() {
    return tag == null ? null : new CorpusTag(tag);
  }

  /**
   * Demands that the files can be read and that weight and tag are allowed.
   *
   * @throws CommandFailure if not
   */
  static void require(List<CorpusFlags> corpora) {
    for (CorpusFlags corpus : corpora) {
      try {
        corpus.share();
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("--train " + corpus.files.get(0) + ": " + e.getMessage());
      }
      corpus.files.forEach(InputFiles::require);
    }
  }

  /** Names the tags of corpora in {@code text.tags}, beside those that settings name already. */
  static Configuration nameTags(List<CorpusFlags> corpora, Configuration settings) {
    Set<CorpusTag> tags = new LinkedHashSet<>(CorpusTag.parse(settings.text().tags()));
    for (CorpusFlags corpus : corpora) {
      if (corpus.tag != null) {
        tags.add(corpus.corpusTag());
      }
    }
    return settings.withText(settings.text().withTags(CorpusTag.setting(tags)));
  }

  /**
   * Demands that a model to begin with knows the tags.
   *
   * @param settings as the model decides them
   * @throws CommandFailure with exit code 2 if it lacks one
   */
  static void requireTags(List<CorpusFlags> corpora, Configuration settings, Path model) {
    Set<CorpusTag> known = CorpusTag.parse(settings.text().tags());
    for (CorpusFlags corpus : corpora) {
      if (corpus.tag != null && !known.contains(corpus.corpusTag())) {
        throw CommandFailure.usage(
            "--tag "
                + corpus.tag
                + ": the vocabulary of "
                + model
                + ", which is kept, has no such tag (text.tags is "
                + settings.text().tags()
                + "); leave --tag out, or train that model anew with --set text.tags="
                + corpus.tag);
      }
    }
  }
}
