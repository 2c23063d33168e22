package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.GenerationMethod;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class TextWriterTest {
  /** Pieces 4 to 8, in this order; with the special tokens the 9 of {@link TinyModel}. */
  private static final LanguageText WORDS =
      LanguageText.learn(
          new LanguageTextConfig(TextLevel.WORD, 0, 1, 0),
          "en",
          List.of("a a a a a b b b b c c c d d e"));

  private static GenerationConfig config(GenerationMethod method, int length, int lines) {
    return new GenerationConfig(method, length, lines, 1, 0, 1, 3, 1);
  }

  private static GenerationConfig sample(double temperature, int topK, double topP, long seed) {
    return new GenerationConfig(GenerationMethod.SAMPLE, 30, 0, temperature, topK, topP, 3, seed);
  }

  private static List<String> parts(LanguageModel model, String prompt, GenerationConfig config) {
    List<String> parts = new ArrayList<>();
    new TextWriter(model, WORDS, config).write(prompt, parts::add, () -> false);
    return parts;
  }

  private static String write(LanguageModel model, String prompt, GenerationConfig config) {
    return String.join("", parts(model, prompt, config));
  }

  @Test
  void greedySaysTheMostProbablePieceAgainAndAgain(NDManager manager) {
    try (LanguageModel model = TinyModel.constant(manager, 9, 9, 9, 0, 1, 3, 2, 0, 0)) {
      GenerationConfig greedy = config(GenerationMethod.GREEDY, 3, 0);
      assertEquals("e b b b", write(model, "e", greedy));
      assertEquals("b b b", write(model, "", greedy));
    }
  }

  @Test
  void linesAreCountedAndEnded(NDManager manager) {
    try (LanguageModel model = TinyModel.constant(manager, 0, 0, 0, 5, 1, 1, 1, 1, 1)) {
      assertEquals("a\n\n", write(model, "a", config(GenerationMethod.GREEDY, 100, 2)));
      assertEquals("a\n\n", write(model, "a", config(GenerationMethod.BEAM, 100, 2)));
      assertEquals("a b\nc\n", write(model, "a b\nc", config(GenerationMethod.GREEDY, 1, 0)));
    }
  }

  @Test
  void theSameSeedWritesTheSameTextAndAnotherAnother(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false)) {
      String first = write(model, "a b", sample(1, 0, 1, 5));
      assertEquals(first, write(model, "a b", sample(1, 0, 1, 5)));
      assertNotEquals(first, write(model, "a b", sample(1, 0, 1, 6)));
      assertTrue(first.startsWith("a b"), first);
    }
  }

  @Test
  void oneOfTheBestAThinNucleusAndACoolTemperatureAreGreedy(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.GRU, true)) {
      String greedy = write(model, "c", config(GenerationMethod.GREEDY, 30, 0));
      assertEquals(greedy, write(model, "c", sample(1, 1, 1, 5)));
      assertEquals(greedy, write(model, "c", sample(1, 0, 1e-9, 5)));
      assertEquals(greedy, write(model, "c", sample(1e-4, 0, 1, 5)));
    }
  }

  @Test
  void topKNeverSaysWhatIsLessProbable(NDManager manager) {
    try (LanguageModel model = TinyModel.constant(manager, 0, 0, 0, -9, 1, 1, 1.5f, 0.9f, 0.9f)) {
      String text = write(model, "", sample(1, 3, 1, 2));
      assertTrue(text.matches("[abc]( [abc])*"), text);
      assertTrue(text.contains("a") && text.contains("b") && text.contains("c"), text);
    }
  }

  @Test
  void aBeamFindsALineThatIsAtLeastAsProbableAsTheGreedyOne(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false)) {
      double beam = logProbability(model, write(model, "a", config(GenerationMethod.BEAM, 12, 1)));
      double greedy =
          logProbability(model, write(model, "a", config(GenerationMethod.GREEDY, 12, 1)));
      assertTrue(beam >= greedy - 1e-6, beam + " < " + greedy);
    }
  }

  private static double logProbability(LanguageModel model, String text) {
    double sum = 0;
    try (LanguageScorer scorer = new LanguageScorer(model)) {
      String line = text.strip();
      int[] ids = WORDS.ids(line);
      for (int id : ids) {
        sum += scorer.next().logProbabilities()[id];
        scorer.said(id);
      }
      return text.endsWith("\n") ? sum + scorer.next().logProbabilities()[3] : sum;
    }
  }

  @Test
  void whatIsHandedOutInPartsIsTheText(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false)) {
      List<String> parts = parts(model, "a b c", sample(1, 0, 1, 3));
      assertTrue(parts.size() > 10, parts.toString());
    }
  }

  @Test
  void aPromptOfUnknownWordsIsRefusedByName(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> write(model, "a zebra b yak", sample(1, 0, 1, 3)))
              .getMessage();
      assertTrue(message.contains("\"zebra\", \"yak\"") && message.contains("5"), message);
    }
  }

  @Test
  void aTemperatureOfZeroOrBelowIsRefused() {
    for (double temperature : new double[] {0, -1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> sample(temperature, 0, 1, 1))
              .getMessage();
      assertTrue(
          message.contains("temperature is " + temperature) && message.contains("above 0"),
          message);
    }
  }

  @Test
  void aLineOfSubwordsIsHandedOutWholeWhateverItsPieces() {
    LanguageText text =
        LanguageText.learn(
            new LanguageTextConfig(TextLevel.SUBWORD, 0, 1, 5), "en", List.of("low lower"));
    String line = "lower, 猫 low!";
    StringBuilder out = new StringBuilder();
    WrittenLine written = new WrittenLine(text, out::append);
    for (int id : text.ids(line)) {
      written.add(id);
      assertTrue(line.startsWith(out.toString()), out.toString());
    }
    written.end();
    assertEquals(line + "\n", out.toString());
  }
}
