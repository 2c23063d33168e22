package org.truchman.seq2seq.config;

import java.util.Map;

/** Keeps docs/lm.schema.json equal to the records of a language model's training. */
class LanguageModelSchemaTest extends SchemaContract<LanguageModelConfiguration> {
  private static final LanguageModelConfiguration BASE =
      LanguageModelJson.with(
          LanguageModelConfiguration.defaults(), Map.of("training.flatEpochs", "1"));

  private static final LanguageModelConfiguration SUBWORDS =
      LanguageModelJson.with(BASE, Map.of("text.level", "subword", "text.bpeMerges", "9"));

  private static final LanguageModelConfiguration DECAYING =
      LanguageModelJson.with(
          BASE, Map.of("training.optimizer", "adamw", "training.weightDecay", "0.1"));

  private static final LanguageModelConfiguration WARMED =
      LanguageModelJson.with(BASE, Map.of("training.warmupUpdates", "1"));

  LanguageModelSchemaTest() {
    super(
        "lm.schema.json",
        LanguageModelConfiguration.class,
        LanguageModelJson.keys(),
        LanguageModelJson.write(LanguageModelConfiguration.defaults()));
  }

  @Override
  LanguageModelConfiguration base(String key, String value) {
    return switch (value) {
      case "subword" -> SUBWORDS;
      case "adamw" -> DECAYING;
      case "inverse-sqrt" -> WARMED;
      default -> key.equals("text.bpeMerges") && !value.equals("0") ? SUBWORDS : BASE;
    };
  }

  @Override
  LanguageModelConfiguration with(LanguageModelConfiguration base, String key, String value) {
    return LanguageModelJson.with(base, Map.of(key, value));
  }
}
