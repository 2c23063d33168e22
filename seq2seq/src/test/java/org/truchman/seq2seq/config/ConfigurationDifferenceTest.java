package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationDifferenceTest {
  private static final Configuration DEFAULTS = Configuration.defaults();

  @Test
  void equalConfigurationsDoNotDiffer() {
    assertEquals(List.of(), ConfigurationDifference.between(DEFAULTS, Configuration.defaults()));
  }

  @Test
  void eachSettingIsNamedWithBothValuesInTheOrderOfTheKeys() {
    Configuration other =
        DEFAULTS
            .withTraining(DEFAULTS.training().withLearningRate(0.5).withBatchSize(7))
            .withSourceLanguage("cs");
    assertEquals(
        List.of("sourceLanguage", "training.batchSize", "training.learningRate"),
        ConfigurationDifference.between(other, DEFAULTS).stream()
            .map(ConfigurationDifference::key)
            .toList());
    ConfigurationDifference batch = ConfigurationDifference.between(other, DEFAULTS).get(1);
    assertEquals("7", batch.first());
    assertEquals(Integer.toString(DEFAULTS.training().batchSize()), batch.second());
  }
}
