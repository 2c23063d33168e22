package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.tensor.Close;

class SentenceEncoderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void aVectorIsThePoolOfTheEncodersStatesWhateverStandsBesideIt(Pooling pooling)
      throws IOException {
    TinyTraining training = TinyTraining.in(folder);
    training.train("m", TinyTraining.settings());
    Random random = new Random(2);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(TinyTraining.english(1 + i % 5, random));
    }
    lines.add(4, " ");
    try (SentenceEncoder encoder =
        SentenceEncoder.open(training.model("m"), TinyTraining.engine())) {
      List<float[]> vectors = encoder.vectors(lines, pooling);
      assertEquals(lines.size(), vectors.size());
      assertEquals(0, vectors.get(4).length);
      assertEquals(16, encoder.size());
      float[] alone = encoder.vectors(List.of(lines.get(6)), pooling).get(0);
      Close.assertWithin("alone", vectors.get(6), alone, 1e-6);
      Inspection seen =
          ModelInspector.inspect(
              training.model("m"), lines.get(6), List.of(), TinyTraining.engine());
      Close.assertWithin("states", pooled(seen, pooling), alone, 2e-6);
      assertEquals(List.of(), encoder.vectors(List.of(), pooling));
    }
  }

  /** From the traced states of one layer in two directions. */
  private static float[] pooled(Inspection seen, Pooling pooling) {
    float[][] forward = seen.layers().get(0).hidden();
    float[][] backward = seen.layers().get(1).hidden();
    int units = forward[0].length;
    float[] pooled = new float[2 * units];
    if (pooling == Pooling.LAST) {
      System.arraycopy(forward[forward.length - 1], 0, pooled, 0, units);
      System.arraycopy(backward[0], 0, pooled, units, units);
      return pooled;
    }
    for (int t = 0; t < forward.length; t++) {
      for (int u = 0; u < units; u++) {
        pooled[u] += forward[t][u] / forward.length;
        pooled[units + u] += backward[t][u] / forward.length;
      }
    }
    return pooled;
  }

  @Test
  void aLineOfAnyLengthHasAVector() throws IOException {
    TinyTraining training = TinyTraining.in(folder);
    training.train("m", TinyTraining.settings());
    String endless = String.join(" ", Collections.nCopies(400, "Count one two."));
    try (SentenceEncoder encoder =
        SentenceEncoder.open(training.model("m"), TinyTraining.engine())) {
      float[] vector = encoder.vectors(List.of(endless), Pooling.MEAN).get(0);
      assertEquals(16, vector.length);
      for (float value : vector) {
        assertTrue(Math.abs(value) <= 1, "a mean of states is " + value);
      }
    }
  }

  @Test
  void aLanguageModelHasNoEncoder() throws IOException {
    TinyText text = TinyText.in(folder);
    text.train("m", TinyText.settings());
    assertThrows(
        ModelFormatException.class,
        () -> SentenceEncoder.open(text.model("m"), TinyTraining.engine()));
  }

  @Test
  void neighboursAreThoseOfTheSmallestAngle() {
    SentenceNeighbours among =
        new SentenceNeighbours(
            List.of("east", "", "north", "northeast", "west", "far east"),
            List.of(
                new float[] {1, 0},
                new float[0],
                new float[] {0, 2},
                new float[] {3, 3},
                new float[] {-1, 0},
                new float[] {9, 0}));
    List<SentenceNeighbours.Neighbour> found = among.nearest(new float[] {2, 0}, 3);
    assertEquals(
        List.of("east", "far east", "northeast"),
        found.stream().map(SentenceNeighbours.Neighbour::line).toList());
    assertEquals(Math.sqrt(0.5), found.get(2).similarity(), 1e-6);
    assertEquals(6, found.get(1).number());
    assertEquals(List.of(), among.nearest(new float[0], 3));
    assertEquals(5, among.nearest(new float[] {1, 1}, 99).size());
  }
}
