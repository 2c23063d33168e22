package org.truchman.seq2seq.lm;

import java.nio.file.Path;
import java.util.List;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipelines;
import org.truchman.text.vocab.Vocabulary;

/**
 * Pieces of byte-pair encoding, as translation models have them; no text is unknown. Lines are
 * normalised.
 *
 * @param pipelines two that are the same
 */
record SubwordText(TextPipelines pipelines) implements LanguageText {

  static SubwordText learn(LanguageTextConfig config, String language, Iterable<String> lines) {
    TextConfig text =
        TextConfig.defaults()
            .withBpeMerges(config.bpeMerges())
            .withMinPieceCount(config.minCount());
    return new SubwordText(TextPipelines.learn(lines, text, language, LearningProgress.SILENT));
  }

  static SubwordText load(Path folder) {
    return new SubwordText(TextPipelines.load(folder));
  }

  @Override
  public Vocabulary vocabulary() {
    return pipelines.source().vocabulary();
  }

  @Override
  public int[] ids(String line) {
    return pipelines.source().ids(line);
  }

  @Override
  public String line(int[] ids) {
    return pipelines.source().lineOfIds(ids);
  }

  @Override
  public List<String> unknown(String line) {
    return List.of();
  }

  @Override
  public void save(Path folder) {
    pipelines.save(folder);
  }
}
