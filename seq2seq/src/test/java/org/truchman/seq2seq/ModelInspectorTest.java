package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.inspection.Inspection;

class ModelInspectorTest {
  @TempDir Path folder;

  @Test
  void aTranslationModelShowsWhatItTranslates() throws IOException {
    TinyTraining training = TinyTraining.in(folder);
    Configuration settings = TinyTraining.settings();
    training.train(
        "m",
        settings.withModel(
            settings.model().withCell(CellType.GRU).withAttention(AttentionType.GENERAL)));
    Inspection seen =
        ModelInspector.inspect(
            training.model("m"),
            "Count two one.",
            List.of("Count three.", "", "Count one two three."),
            TinyTraining.engine());
    try (NeuralTranslator translator = NeuralTranslator.open(training.model("m"))) {
      assertEquals(translator.translate("Count two one.").text(), seen.text());
    }
    assertEquals(seen.read().size(), seen.attention().length);
    assertEquals(seen.source().size(), seen.attention()[0].length);
    assertEquals(
        seen.said().subList(0, seen.said().size() - 1), seen.read().subList(1, seen.read().size()));
    assertEquals(
        List.of("encoder 1 forward", "encoder 1 backward", "decoder 1"),
        seen.layers().stream().map(Inspection.Layer::name).toList());
    for (Inspection.Layer layer : seen.layers()) {
      assertEquals(2, layer.gates().size());
      int tokens = layer.ofSource() ? seen.source().size() : seen.read().size();
      assertEquals(tokens, layer.hidden().length);
    }
    assertEquals(3, seen.units().lines());
    assertEquals(1, seen.units().leftOut());
    assertBestPathSpells(seen);
  }

  /** What is marked best in the tree is what was said, from its log-probability on. */
  private static void assertBestPathSpells(Inspection seen) {
    List<Inspection.BeamNode> best =
        seen.beam().nodes().stream().filter(Inspection.BeamNode::best).toList();
    String path = best.stream().map(Inspection.BeamNode::piece).collect(Collectors.joining(" "));
    assertTrue(String.join(" ", seen.said()).startsWith(path), path);
    double sum = 0;
    for (int i = 0; i < best.size(); i++) {
      sum += Math.log(seen.next().get(i).said());
      assertEquals(sum, best.get(i).logProbability(), 1e-4);
    }
  }

  @Test
  void aLanguageModelShowsWhatItReads() throws IOException {
    TinyText text = TinyText.in(folder);
    text.train("m", TinyText.settings());
    Inspection seen =
        ModelInspector.inspect(text.model("m"), "two three", List.of(), TinyTraining.engine());
    assertNull(seen.beam());
    assertNull(seen.attention());
    assertEquals(List.of(), seen.source());
    assertEquals(seen.read().size(), seen.next().size());
    assertNotNull(seen.layers().get(0).cell());
    assertEquals(3, seen.layers().get(0).gates().size());
    for (Inspection.NextPieces next : seen.next()) {
      double sum = next.probabilities().stream().mapToDouble(p -> p).sum();
      assertTrue(sum > 0 && sum <= 1 + 1e-5, "probabilities sum to " + sum);
    }
  }

  @Test
  void blankSentencesAndMissingModelsAreRefused() throws IOException {
    TinyText text = TinyText.in(folder);
    text.train("m", TinyText.settings());
    IllegalArgumentException blank =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelInspector.inspect(text.model("m"), " ", List.of(), TinyTraining.engine()));
    assertEquals("the line has 0 pieces; 1 to 1000 can be looked into", blank.getMessage());
    assertThrows(
        ModelFormatException.class,
        () ->
            ModelInspector.inspect(folder.resolve("none"), "a", List.of(), TinyTraining.engine()));
  }
}
