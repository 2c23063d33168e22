package org.truchman.seq2seq.config;

import java.util.Map;

/** Keeps docs/detector.schema.json equal to the records of a language detector's training. */
class DetectorSchemaTest extends SchemaContract<DetectorConfiguration> {
  /** Neither length beside it is in the way of the other. */
  private static final DetectorConfiguration BASE =
      DetectorJson.with(
          DetectorConfiguration.defaults(),
          Map.of("training.minLength", "1", "training.maxLength", "100000"));

  DetectorSchemaTest() {
    super(
        "detector.schema.json",
        DetectorConfiguration.class,
        DetectorJson.keys(),
        DetectorJson.write(DetectorConfiguration.defaults()));
  }

  @Override
  DetectorConfiguration base(String key, String value) {
    return BASE;
  }

  @Override
  DetectorConfiguration with(DetectorConfiguration base, String key, String value) {
    return DetectorJson.with(base, Map.of(key, value));
  }
}
