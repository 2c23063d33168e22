package org.truchman.seq2seq.config;

import java.util.Map;

/** Keeps docs/config.schema.json equal to the records of a translation's training. */
class ConfigurationSchemaTest extends SchemaContract<Configuration> {
  private static final Configuration BASE =
      ConfigurationJson.with(
          Configuration.ofStored(),
          Map.of(
              "model.bidirectional", "false",
              "model.bridge", "zero",
              "model.reading", "in-step",
              "training.optimizer", "sgd",
              "training.schedule", "exponential",
              "search.method", "sample",
              "search.maxLengthFactor", "100"));

  /** The same for what only a model with attention may be told. */
  private static final Configuration ATTENTIONAL =
      ConfigurationJson.with(Configuration.defaults(), "model.attention", "general");

  ConfigurationSchemaTest() {
    super(
        "config.schema.json",
        Configuration.class,
        ConfigurationJson.keys(),
        ConfigurationJson.write(Configuration.defaults()));
  }

  @Override
  Configuration base(String key, String value) {
    return key.equals("search.coveragePenalty") ? ATTENTIONAL : BASE;
  }

  @Override
  Configuration with(Configuration base, String key, String value) {
    return ConfigurationJson.with(base, key, value);
  }
}
