package org.truchman.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.text.subword.CorpusTag;

/** The tags of corpora, and the settings that name them. */
final class CorpusTags {
  private CorpusTags() {}

  /** Names the tags of corpora in {@code text.tags}, beside those that settings name already. */
  static Configuration name(List<CorpusListFlags.Corpus> corpora, Configuration settings) {
    Set<CorpusTag> tags = new LinkedHashSet<>(CorpusTag.parse(settings.text().tags()));
    for (CorpusListFlags.Corpus corpus : corpora) {
      if (corpus.share().tag() != null) {
        tags.add(corpus.share().tag());
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
  static void require(List<CorpusListFlags.Corpus> corpora, Configuration settings, Path model) {
    Set<CorpusTag> known = CorpusTag.parse(settings.text().tags());
    for (CorpusListFlags.Corpus corpus : corpora) {
      if (corpus.share().tag() != null && !known.contains(corpus.share().tag())) {
        throw CommandFailure.usage(
            "--tag "
                + corpus.share().tag().name()
                + ": the vocabulary of "
                + model
                + ", which is kept, has no such tag (text.tags is "
                + settings.text().tags()
                + "); leave --tag out, or train that model anew with --set text.tags="
                + corpus.share().tag().name());
      }
    }
  }
}
