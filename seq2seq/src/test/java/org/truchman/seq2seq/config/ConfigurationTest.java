package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  private static final Configuration DEFAULTS = Configuration.defaults();
  private static final Configuration DELAYED = DEFAULTS.withModel(ModelConfig.delayed());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.hiddenSize | 0 | model.hiddenSize is 0; allowed: 1 to 8192",
        "model.encoderLayers | 9 | model.encoderLayers is 9; allowed: 1 to 8",
        "training.batchSize | -1 | training.batchSize is -1; allowed: 1 to 100000",
        "training.maxEpochs | 0 | training.maxEpochs is 0; allowed: at least 1",
        "training.maxMinutes | -1 | training.maxMinutes is -1.0; allowed: at least 0",
        "training.learningRate | 0 | training.learningRate is 0.0; allowed: above 0, at most 10",
        "training.labelSmoothing | 1 | training.labelSmoothing is 1.0; allowed: at least 0, below"
            + " 1",
        "search.lengthPenalty | 11 | search.lengthPenalty is 11.0; allowed: 0 to 10",
        "search.nBest | 6 | search.nBest is 6; allowed: 1 to 5, which is search.beamSize",
        "search.nBest | 0 | search.nBest is 0; allowed: 1 to 5, which is search.beamSize",
        "search.temperature | 0 | search.temperature is 0.0; allowed: above 0, at most 100",
        "search.topP | 1.5 | search.topP is 1.5; allowed: above 0, at most 1",
        "search.topK | -1 | search.topK is -1; allowed: at least 0",
        "search.noRepeatNgram | -1 | search.noRepeatNgram is -1; allowed: 0 to 100",
        "search.minLengthFactor | 2.5 | search.minLengthFactor is 2.5; allowed: 0 to 2.0, which is"
            + " search.maxLengthFactor",
        "sourceLanguage | EN | sourceLanguage is \"EN\"; allowed: a code of two or three small "
            + "letters, such as \"en\" or \"deu\"",
      })
  void valueOutOfRangeIsNamedWithItsKeyAndWhatIsAllowed(String key, String value, String message) {
    assertEquals(message, refusal(() -> ConfigurationJson.with(DEFAULTS, key, value)));
  }

  @Test
  void notANumberIsRefused() {
    assertEquals(
        "training.learningRate is NaN; allowed: above 0, at most 10",
        refusal(() -> TrainingConfig.defaults().withLearningRate(Double.NaN)));
    assertEquals(
        "training.clipNorm is Infinity; allowed: at least 0",
        refusal(() -> TrainingConfig.defaults().withClipNorm(Double.POSITIVE_INFINITY)));
    assertEquals(
        "training.layerDropout is NaN; allowed: at least 0, below 1",
        refusal(() -> TrainingConfig.defaults().withLayerDropout(Double.NaN)));
  }

  @Test
  void missingChoiceIsNamedWithTheChoices() {
    assertEquals(
        "model.cell is missing; allowed: lstm, gru, rnn-tanh, rnn-relu",
        refusal(() -> ModelConfig.delayed().withCell(null)));
  }

  @Test
  void bidirectionalEncoderNeedsAnEvenWidth() {
    ModelConfig oneWay = ModelConfig.delayed().withBidirectional(false).withHiddenSize(255);
    assertEquals(255, oneWay.hiddenSize());
    assertEquals(
        "model.hiddenSize is 255; allowed with model.bidirectional: even numbers, because each "
            + "direction has half of the units",
        refusal(() -> oneWay.withBidirectional(true)));
  }

  @Test
  void readingInStepNeedsTheSourceInItsOrder() {
    ModelConfig oneWay = ModelConfig.delayed().withBidirectional(false).withBridge(BridgeType.ZERO);
    assertEquals(3, oneWay.withReading(ReadingMode.IN_STEP).withDelay(3).delay());
    assertEquals(
        "model.bidirectional is true; allowed with model.reading in-step: false, because the end "
            + "of the source is not known yet",
        refusal(() -> ModelConfig.delayed().withReading(ReadingMode.IN_STEP)));
    assertEquals(
        "model.reverseSource is true; allowed with model.reading in-step: false, because the end "
            + "of the source is not known yet",
        refusal(() -> oneWay.withReverseSource(true).withReading(ReadingMode.IN_STEP)));
  }

  @Test
  void readingInStepHidesTheFinalState() {
    ModelConfig oneWay = ModelConfig.delayed().withBidirectional(false);
    assertEquals(
        "model.bridge is dense; allowed with model.reading in-step: zero, because the final state "
            + "has seen the whole sentence",
        refusal(() -> oneWay.withReading(ReadingMode.IN_STEP)));
  }

  @Test
  void attentionNeedsTheWholeSentence() {
    ModelConfig inStep =
        ModelConfig.delayed()
            .withBidirectional(false)
            .withBridge(BridgeType.ZERO)
            .withReading(ReadingMode.IN_STEP);
    assertEquals(
        "model.attention is general; allowed with model.reading in-step: none, because attention "
            + "looks at the whole sentence",
        refusal(() -> inStep.withAttention(AttentionType.GENERAL)));
  }

  @Test
  void theDecoderSeesTheSourceInOneWayAtLeast() {
    ModelConfig startOnly = ModelConfig.delayed().withContextEveryStep(false);
    assertEquals(BridgeType.LAST, startOnly.withBridge(BridgeType.LAST).bridge());
    ModelConfig looking = startOnly.withAttention(AttentionType.GENERAL);
    assertEquals(BridgeType.ZERO, looking.withBridge(BridgeType.ZERO).bridge());
    assertEquals(
        "model.contextEveryStep is false and model.bridge is zero, so the decoder would see "
            + "nothing of the source; allowed: another bridge, contextEveryStep true, or "
            + "model.attention general",
        refusal(() -> startOnly.withBridge(BridgeType.ZERO)));
  }

  @Test
  void delayNeedsReadingInStep() {
    assertEquals(
        "model.delay is 3; allowed with model.reading whole-sentence: 0",
        refusal(() -> ModelConfig.delayed().withDelay(3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.momentum | 0.9 | training.momentum is 0.9; allowed with training.optimizer adam: 0, "
            + "because Adam has moments of its own; or choose the optimizer sgd",
        "training.weightDecay | 0.01 | training.weightDecay is 0.01; allowed with "
            + "training.optimizer adam: 0; or choose the optimizer adamw",
        "training.optimizer | adamw | training.weightDecay is 0; allowed with training.optimizer "
            + "adamw: above 0 (0.01 is usual); or choose the optimizer adam",
        "training.schedule | inverse-sqrt | training.warmupUpdates is 0; allowed with "
            + "training.schedule inverse-sqrt: at least 1, because the rate falls from the end of "
            + "the warm-up (4000 is usual)",
        "training.decayUpdates | 100 | training.decayUpdates is 100; allowed with "
            + "training.schedule plateau: 0; or choose the schedule exponential",
        "model.inputFeeding | true | model.inputFeeding is true; allowed with model.attention none: "
            + "false, because what attention saw is what is fed; or choose another attention",
        "model.residual | true | model.residual is true; allowed with model.encoderLayers 1 and "
            + "model.decoderLayers 1: false, because it stands between stacked layers",
        "model.layerNorm | true | model.layerNorm is true; allowed with model.encoderLayers 1 and "
            + "model.decoderLayers 1: false, because it stands between stacked layers",
      })
  void settingsThatContradictEachOtherAreRefusedAtStart(String key, String value, String message) {
    assertEquals(message, refusal(() -> ConfigurationJson.with(DELAYED, key, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search.temperature | 0.5 | search.temperature is 0.5; allowed with search.method beam: 1; or "
            + "choose the method sample",
        "search.topK | 10 | search.topK is 10; allowed with search.method beam: 0; or choose the "
            + "method sample",
        "search.topP | 0.9 | search.topP is 0.9; allowed with search.method beam: 1; or choose the "
            + "method sample",
        "search.seed | 7 | search.seed is 7; allowed with search.method beam: 1; or choose the "
            + "method sample",
        "search.coveragePenalty | 0.2 | search.coveragePenalty is 0.2; allowed with model.attention "
            + "none: 0, because only attention tells what of the source was looked at",
      })
  void searchSettingsThatWouldDoNothingAreRefused(String key, String value, String message) {
    assertEquals(message, refusal(() -> ConfigurationJson.with(DELAYED, key, value)));
  }

  @Test
  void sharedEmbeddingsNeedASharedVocabulary() {
    Configuration shared = ConfigurationJson.with(DEFAULTS, "model.tiedEmbeddings", "true");
    assertEquals(
        "model.tiedEmbeddings is true; allowed with text.jointBpe false: false, because source and "
            + "target have vocabularies of their own; or set text.jointBpe to true",
        refusal(() -> ConfigurationJson.with(shared, "text.jointBpe", "false")));
  }

  @Test
  void whatACellDoesNotHaveIsRefused() {
    ModelConfig steep = ModelConfig.delayed().withGateSteepness(2);
    assertEquals(2, steep.withCell(CellType.GRU).gateSteepness());
    assertEquals(
        "model.gateSteepness is 2.0; allowed with model.cell rnn-tanh: 1, because it has no gates",
        refusal(() -> steep.withCell(CellType.RNN_TANH)));
    Configuration open = ConfigurationJson.with(DEFAULTS, "training.forgetBias", "2");
    assertEquals(
        "training.forgetBias is 2.0; allowed with model.cell gru: 1, because only the lstm has a "
            + "forget gate",
        refusal(() -> open.withModel(open.model().withCell(CellType.GRU))));
  }

  @Test
  void settingsOfDropoutNeedSomethingThatIsDropped() {
    TrainingConfig plain =
        TrainingConfig.defaults().withEmbeddingDropout(0).withLayerDropout(0).withOutputDropout(0);
    assertEquals(1, plain.withRecurrentDropout(0.1).withRDrop(1).rDrop());
    assertEquals(
        "training.rDrop is 1.0; allowed without any dropout: 0, because both passes would be the "
            + "same",
        refusal(() -> plain.withRDrop(1)));
    assertEquals(
        "training.variationalDropout is true; allowed with training.embeddingDropout 0 and "
            + "training.layerDropout 0: false, because nothing is dropped that it could change",
        refusal(() -> plain.withOutputDropout(0.1).withVariationalDropout(true)));
  }

  @Test
  void samplingMayGiveMoreThanTheBeamHolds() {
    SearchConfig sampling = SearchConfig.defaults().withMethod(SearchMethod.SAMPLE);
    assertEquals(20, sampling.withNBest(20).withTemperature(0.7).withTopP(0.9).nBest());
    assertEquals(
        "search.nBest is 1001; allowed: 1 to 1000", refusal(() -> sampling.withNBest(1001)));
  }

  @Test
  void batchOfTokensHoldsTheLongestPair() {
    TrainingConfig tokens = TrainingConfig.defaults().withBatchType(BatchType.TOKENS);
    assertEquals(101, tokens.withBatchTokens(101).batchTokens());
    assertEquals(
        "training.batchTokens is 100; allowed with training.maxLength 100: at least 101, so that "
            + "the longest pair fits into a batch",
        refusal(() -> tokens.withBatchTokens(100)));
  }

  @Test
  void tiedOutputNeedsTheDeepReadout() {
    ModelConfig untied = ModelConfig.delayed().withTiedOutput(false);
    assertEquals(ReadoutType.DIRECT, untied.withReadout(ReadoutType.DIRECT).readout());
    assertEquals(
        "model.tiedOutput is true and model.readout is direct; allowed with model.tiedOutput: "
            + "model.readout deep",
        refusal(() -> ModelConfig.delayed().withReadout(ReadoutType.DIRECT)));
  }

  @Test
  void searchMustBeAllowedToSaySomething() {
    assertEquals(
        "search.maxLengthFactor and search.maxLengthOffset are both 0, which allows no piece; "
            + "allowed: at least one of them above 0",
        refusal(() -> SearchConfig.defaults().withMaxLengthFactor(0).withMaxLengthOffset(0)));
  }

  @Test
  void everyWitherChangesItsComponentAndNoOther() throws ReflectiveOperationException {
    ModelConfig model =
        ModelConfig.delayed()
            .withBidirectional(false)
            .withBridge(BridgeType.ZERO)
            .withReading(ReadingMode.IN_STEP);
    SearchConfig search = SearchConfig.defaults().withMethod(SearchMethod.SAMPLE).withNBest(2);
    TrainingConfig training =
        TrainingConfig.defaults()
            .withOptimizer(OptimizerType.SGD)
            .withSchedule(ScheduleType.EXPONENTIAL);
    for (Record record : List.of(model, training, search, DEFAULTS)) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        changesOnly(record, component);
      }
    }
  }

  private static void changesOnly(Record record, RecordComponent component)
      throws ReflectiveOperationException {
    String name = component.getName();
    Object other = other(Components.value(record, component));
    Record changed =
        (Record)
            record
                .getClass()
                .getMethod(
                    "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    component.getType())
                .invoke(record, other);
    for (RecordComponent each : record.getClass().getRecordComponents()) {
      Object expected = each.getName().equals(name) ? other : Components.value(record, each);
      assertEquals(expected, Components.value(changed, each), name + " changed " + each.getName());
    }
  }

  /** Gives another value that is allowed beside the defaults that are used above. */
  private static Object other(Object value) {
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof Double number) {
      return number / 2 + 0.0625;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof CellType) {
      return CellType.GRU;
    }
    if (value instanceof BridgeType) {
      return value;
    }
    if (value instanceof String) {
      return "cs";
    }
    if (value instanceof SearchConfig search) {
      return search.withBeamSize(7);
    }
    if (value instanceof TrainingConfig training) {
      return training.withSeed(77);
    }
    if (value instanceof ModelConfig model) {
      return model.withEmbeddingSize(77);
    }
    return value;
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
