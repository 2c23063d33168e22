package org.truchman.seq2seq.config;

import java.util.Map;

/** Keeps docs/lm.schema.json equal to the records of a language model's training. */
class LanguageModelSchemaTest extends SchemaContract<LanguageModelConfiguration> {
  private static final LanguageModelConfiguration BASE =
      LanguageModelJson.with(
          LanguageModelConfiguration.defaults(), Map.of("training.flatEpochs", "1"));

  private static final LanguageModelConfiguration SUBWORDS =
      LanguageModelJson.with(BASE, Map.of("text.level", "subword", "text.bpeMerges", "9"));

  LanguageModelSchemaTest() {
    super(
        "lm.schema.json",
        LanguageModelConfiguration.class,
        LanguageModelJson.keys(),
        LanguageModelJson.write(LanguageModelConfiguration.defaults()));
  }

  @Override
  LanguageModelConfiguration base(String key, String value) {
    return key.equals("text.bpeMerges") && !value.equals("0") ? SUBWORDS : BASE;
  }

  @Override
  LanguageModelConfiguration with(LanguageModelConfiguration base, String key, String value) {
    return LanguageModelJson.with(base, Map.of(key, value));
  }
}
