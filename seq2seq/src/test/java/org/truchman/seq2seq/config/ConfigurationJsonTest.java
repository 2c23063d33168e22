package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationJsonTest {

  private static final Configuration DEFAULTS = Configuration.defaults();
  private static final Configuration DELAYED = Configuration.ofStored();

  @Test
  void partialFileChangesOnlyWhatItSays() {
    Configuration read =
        parse(
            """
            { // a small model
              "sourceLanguage": "en", /* the rest
              is "default": */
              "model": {"hiddenSize": 128, "cell": "Rnn_Tanh"},
              "training": {"learningRate": 2e-3, "seed": 9007199254740993}
            }
            """);
    Configuration expected =
        DEFAULTS
            .withSourceLanguage("en")
            .withModel(DEFAULTS.model().withHiddenSize(128).withCell(CellType.RNN_TANH))
            .withTraining(
                DEFAULTS.training().withLearningRate(0.002).withSeed(9_007_199_254_740_993L));
    assertEquals(expected, read);
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    Configuration written =
        ConfigurationJson.with(
            DELAYED,
            Map.of(
                "model.bidirectional", "false",
                "model.bridge", "zero",
                "model.reading", "in_step",
                "model.delay", "3",
                "training.learningRate", "0.00012345678901234567",
                "training.seed", "-9223372036854775808",
                "targetLanguage", "deu"));
    String text = ConfigurationJson.write(written);
    assertEquals(written, parse(text));
    assertEquals(text, ConfigurationJson.write(parse(text)));
    assertTrue(text.contains("\"reading\": \"in-step\""), text);
    assertTrue(text.endsWith("}\n"), text);
  }

  @Test
  void everyKeyIsWritten() {
    String text = ConfigurationJson.write(DEFAULTS);
    for (String key : ConfigurationJson.keys()) {
      assertTrue(text.contains('"' + key.substring(key.lastIndexOf('.') + 1) + '"'), key);
    }
    assertTrue(ConfigurationJson.keys().contains("training.labelSmoothing"));
  }

  @Test
  void spellingOfChoicesDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      Configuration read = parse("{\"model\": {\"readout\": \"DIRECT\", \"tiedOutput\": false}}");
      assertEquals(ReadoutType.DIRECT, read.model().readout());
      assertTrue(ConfigurationJson.write(read).contains("\"readout\": \"direct\""));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"training\": {\"labelSmooting\": 0}} | unknown key \"training.labelSmooting\" in r.json;"
            + " did you mean \"training.labelSmoothing\"?",
        "{\"labelsmoothing\": 0} | unknown key \"labelsmoothing\" in r.json; did you mean"
            + " \"training.labelSmoothing\"?",
        "{\"trainin\": {\"seed\": 1}} | unknown key \"trainin\" in r.json; did you mean"
            + " \"training\"?",
        "{\"model\": 3} | model in r.json is 3; allowed: an object with keys of cell,"
            + " embeddingSize, hiddenSize, encoderLayers, decoderLayers, bidirectional,"
            + " reverseSource, attention, bridge, contextEveryStep, reading, delay, readout,"
            + " tiedOutput, inputFeeding, residual, layerNorm, gateSteepness, tiedEmbeddings",
        "{\"model\": {\"cell\": \"lsmt\"}} | model.cell in r.json is \"lsmt\"; allowed: lstm, gru,"
            + " rnn-tanh, rnn-relu",
        "{\"model\": {\"cell\": 1}} | model.cell in r.json is 1; allowed: lstm, gru, rnn-tanh,"
            + " rnn-relu",
        "{\"model\": {\"hiddenSize\": 1.5}} | model.hiddenSize in r.json is 1.5; allowed: whole"
            + " numbers from -2147483648 to 2147483647",
        "{\"model\": {\"hiddenSize\": 1e2}} | model.hiddenSize in r.json is 1e2; allowed: whole"
            + " numbers from -2147483648 to 2147483647",
        "{\"model\": {\"hiddenSize\": 4294967552}} | model.hiddenSize in r.json is 4294967552;"
            + " allowed: whole numbers from -2147483648 to 2147483647",
        "{\"model\": {\"hiddenSize\": \"256\"}} | model.hiddenSize in r.json is \"256\"; allowed:"
            + " whole numbers from -2147483648 to 2147483647",
        "{\"training\": {\"seed\": 9223372036854775808}} | training.seed in r.json is"
            + " 9223372036854775808; allowed: whole numbers from -9223372036854775808 to"
            + " 9223372036854775807",
        "{\"training\": {\"clipNorm\": 1e999}} | training.clipNorm in r.json is 1e999; allowed:"
            + " finite numbers, such as 0.5 or 1e-3",
        "{\"training\": {\"clipNorm\": null}} | training.clipNorm in r.json is null; allowed:"
            + " finite numbers, such as 0.5 or 1e-3",
        "{\"model\": {\"bidirectional\": \"yes\"}} | model.bidirectional in r.json is \"yes\";"
            + " allowed: true, false",
        "{\"sourceLanguage\": 1} | sourceLanguage in r.json is 1; allowed: a string",
        "{\"model\": {\"hiddenSize\": 0}} | model.hiddenSize is 0; allowed: 1 to 8192 (in r.json)",
      })
  void wrongContentIsNamedWithWhatIsAllowed(String text, String message) {
    assertEquals(message, refusal(() -> parse(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\": {\"hiddenSize\": NaN}} | r.json: malformed JSON at line 1, column 26",
        "{\"model\": {},} | r.json: malformed JSON at line 1, column 15",
        "{model: {}} | r.json: malformed JSON at line 1, column 3",
        "{\"model\": {'hiddenSize': 1}} | r.json: malformed JSON at line 1, column 13",
        "{\"model\": {\"hiddenSize\": 012}} | r.json: malformed JSON at line 1, column 26",
        "{\"model\": {\"bidirectional\": TRUE}} | r.json: malformed JSON at line 1, column 29",
        "{\"model\": { | r.json: the JSON ends too early at line 1, column 12",
        "{} {} | r.json: malformed JSON at line 1, column 5",
        "[] | r.json: the JSON value is no object; allowed: {...}",
        "{\"model\": {}, \"model\": {}} | r.json: the key \"model\" stands twice in one object at"
            + " line 1, column 22",
        "{ /* open | r.json: the comment that starts in line 1 has no end",
      })
  void whatIsNotStrictJsonIsRefusedWithItsPlace(String text, String message) {
    String refusal = refusal(() -> parse(text));
    assertEquals(
        message.replaceAll("column \\d+", "column N"),
        refusal.replaceAll("column \\d+", "column N"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "# comment\n{}", "{}#", "{\"model\": {\"hiddenSize\": +1}}", "{/}"})
  void otherLenienciesAreRefused(String text) {
    assertTrue(refusal(() -> parse(text)).startsWith("r.json: "));
  }

  @Test
  void commentsKeepLinesAndColumns() {
    assertEquals(
        "{\n    \"a\": \"//x\"   \n}      ",
        JsonComments.blank("{\n/**/\"a\": \"//x\"//b\n}/*\"*/ "));
    assertEquals("\"\\\"/*\" \r\n   ", JsonComments.blank("\"\\\"/*\" \r\n///"));
    assertEquals("\"no end /*", JsonComments.blank("\"no end /*"));
  }

  @Test
  void errorAfterACommentHasTheLineOfTheFile() {
    String refusal = refusal(() -> parse("{ /* one\n two */\n \"model\": {oops} }"));
    assertTrue(refusal.startsWith("r.json: malformed JSON at line 3, "), refusal);
  }

  @Test
  void schemaKeyOfAnEditorIsIgnored() {
    assertEquals(DEFAULTS, parse("{\"$schema\": \"config.schema.json\"}"));
  }

  @Test
  void overridesAreCheckedTogetherWhateverTheirOrder() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("model.reading", "in-step");
    values.put("model.bidirectional", "false");
    values.put("model.bridge", "zero");
    values.put("training.labelSmoothing", "0");
    Configuration changed = ConfigurationJson.with(DELAYED, values);
    assertEquals(ReadingMode.IN_STEP, changed.model().reading());
    assertEquals(0, changed.training().labelSmoothing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "training.labelSmooting | 0 | unknown key \"training.labelSmooting\"; did you mean"
            + " \"training.labelSmoothing\"?",
        "model.cell.size | 0 | unknown key \"model.cell.size\"; did you mean \"model.cell\"?",
        "batchSize | 0 | unknown key \"batchSize\"; did you mean \"training.batchSize\"?",
        "model.hiddenSize | big | model.hiddenSize is \"big\"; allowed: whole numbers from"
            + " -2147483648 to 2147483647",
        "model.bidirectional | yes | model.bidirectional is \"yes\"; allowed: true, false",
        "training.clipNorm | Infinity | training.clipNorm is \"Infinity\"; allowed: finite numbers,"
            + " such as 0.5 or 1e-3",
        "model | lstm | model is \"lstm\"; allowed: an object with keys of cell, embeddingSize,"
            + " hiddenSize, encoderLayers, decoderLayers, bidirectional, reverseSource, attention,"
            + " bridge, contextEveryStep, reading, delay, readout, tiedOutput, inputFeeding,"
            + " residual, layerNorm, gateSteepness, tiedEmbeddings",
      })
  void wrongOverrideIsNamedWithWhatIsAllowed(String key, String value, String message) {
    assertEquals(message, refusal(() -> ConfigurationJson.with(DEFAULTS, key, value)));
  }

  @Test
  void refusalOfTheTextSectionIsNamedWithItsSectionToo() {
    String refusal = refusal(() -> parse("{\"text\": {\"minPieceCount\": 0}}"));
    assertTrue(refusal.startsWith("text.minPieceCount is 0; "), refusal);
    assertTrue(refusal.endsWith(" (in r.json)"), refusal);
  }

  @Test
  void fileIsReadAsUtf8AndNamedInErrors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, "{\"training\": {\"seed\": 5}} // größer");
    assertEquals(5, ConfigurationJson.read(file).training().seed());
    Files.write(file, new byte[] {'{', '}', '/', '/', (byte) 0xC3});
    assertEquals(
        file + ": not valid UTF-8; save it as UTF-8", refusal(() -> ConfigurationJson.read(file)));
  }

  @Test
  void missingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.json");
    String message =
        assertThrows(UncheckedIOException.class, () -> ConfigurationJson.read(file)).getMessage();
    assertEquals(file + ": cannot read the configuration", message);
  }

  @Test
  void editsAreCountedAsLevenshteinDid() {
    assertEquals(3, NearestKey.edits("kitten", "sitting"));
    assertEquals(4, NearestKey.edits("", "beam"));
    assertEquals(0, NearestKey.edits("nBest", "NBEST"));
  }

  private static Configuration parse(String text) {
    return ConfigurationJson.parse(text, "r.json", DEFAULTS);
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
