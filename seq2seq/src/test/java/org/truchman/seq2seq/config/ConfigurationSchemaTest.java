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
              "model.tiedOutput", "false",
              "model.reading", "in-step",
              "training.optimizer", "sgd",
              "training.schedule", "exponential",
              "search.method", "sample",
              "search.maxLengthFactor", "100"));

  /** The same for what only a model with attention may be told. */
  private static final Configuration ATTENTIONAL =
      ConfigurationJson.with(Configuration.defaults(), "model.attention", "general");

  private static final Configuration DECAYING =
      ConfigurationJson.with(
          BASE, Map.of("training.optimizer", "adamw", "training.weightDecay", "0.1"));

  private static final Configuration WARMED =
      ConfigurationJson.with(BASE, "training.warmupUpdates", "1");

  ConfigurationSchemaTest() {
    super(
        "config.schema.json",
        Configuration.class,
        ConfigurationJson.keys(),
        ConfigurationJson.write(Configuration.defaults()));
  }

  @Override
  Configuration base(String key, String value) {
    return switch (key) {
      case "search.coveragePenalty", "model.attention", "model.bridge" -> ATTENTIONAL;
      case "training.optimizer" -> value.equals("adamw") ? DECAYING : BASE;
      case "training.schedule" -> WARMED;
      default -> BASE;
    };
  }

  @Override
  Configuration with(Configuration base, String key, String value) {
    return ConfigurationJson.with(base, key, value);
  }
}
