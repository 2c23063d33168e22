package org.truchman.seq2seq.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;

/** Dropout against its definition. */
@ExtendWith(EngineExtension.class)
class DropoutTest {
  /** No multiple of what is drawn at a time. */
  private static final int N = 100_003;

  private static Dropout of(double rate, long seed) {
    Dropout dropout = new Dropout(new Dropout.Rates(rate, rate, rate, false, rate, rate, rate));
    dropout.begin(seed);
    return dropout;
  }

  private static Dropout variational(double rate) {
    Dropout dropout = new Dropout(new Dropout.Rates(rate, rate, rate, true, 0, 0, 0));
    dropout.begin(7);
    return dropout;
  }

  private static float[] ones(NDManager manager, double rate) {
    return of(rate, 7).embedding(manager.ones(new Shape(N))).toFloatArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.3, 0.5, 0.9})
  void dropsTheGivenShareAndScalesTheRest(double rate, NDManager manager) {
    int dropped = 0;
    for (float unit : ones(manager, rate)) {
      if (unit == 0) {
        dropped++;
      } else {
        assertEquals(1 / (1 - rate), unit, 1e-5 / (1 - rate) / (1 - rate));
      }
    }
    assertEquals(N * rate, dropped, 5 * Math.sqrt(N * rate * (1 - rate)));
  }

  /** Four units share a draw of 64 bits: none may follow from another. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void unitsAreDroppedIndependently(int distance, NDManager manager) {
    float[] units = ones(manager, 0.5);
    int same = 0;
    for (int i = distance; i < N; i++) {
      same += units[i] == units[i - distance] ? 1 : 0;
    }
    assertEquals(N / 2.0, same, 5 * Math.sqrt(N) / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everyPlaceOfDrawDropsTheGivenShare(int place, NDManager manager) {
    float[] units = ones(manager, 0.3);
    int dropped = 0;
    int all = 0;
    for (int i = place; i < N; i += 4) {
      dropped += units[i] == 0 ? 1 : 0;
      all++;
    }
    assertEquals(0.3 * all, dropped, 5 * Math.sqrt(0.21 * all));
  }

  @Test
  void seedDecidesWhatIsDropped(NDManager manager) {
    NDArray x = manager.ones(new Shape(3, 5, 7));
    Dropout dropout = of(0.4, 7);
    float[] first = dropout.layer(x).toFloatArray();
    float[] second = dropout.layer(x).toFloatArray();
    dropout.begin(7);
    Close.assertSameBits("same seed", first, dropout.layer(x).toFloatArray());
    Close.assertSameBits("and place", second, dropout.layer(x).toFloatArray());
    dropout.begin(8);
    float[] other = dropout.layer(x).toFloatArray();
    assertFalse(Arrays.equals(first, second));
    assertFalse(Arrays.equals(first, other));
  }

  /** Two places of one pass are both needed until its end. */
  @Test
  void gradientPassesWhereTheUnitWasKeptAtEveryPlace(NDManager manager) {
    NDArray x = manager.randomUniform(1, 2, new Shape(4, 9));
    NDArray y = manager.randomUniform(1, 2, new Shape(11));
    Dropout dropout = of(0.25, 7);
    float[][] seen = new float[2][];
    List<NDArray> gradients =
        Autograd.gradients(
            List.of(x, y),
            leaves -> {
              NDArray first = dropout.embedding(leaves.get(0));
              NDArray second = dropout.output(leaves.get(1));
              seen[0] = first.stopGradient().toFloatArray();
              seen[1] = second.stopGradient().toFloatArray();
              return first.sum().add(second.sum());
            });
    for (int place = 0; place < 2; place++) {
      float[] expected = new float[seen[place].length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = seen[place][i] == 0 ? 0 : 4f / 3;
      }
      Close.assertSameBits("place " + place, expected, gradients.get(place).toFloatArray());
    }
  }

  @Test
  void wordsAreDroppedWhole(NDManager manager) {
    float[] units = of(0.5, 7).sourceWords(manager.ones(new Shape(4, 50, 3))).toFloatArray();
    int dropped = 0;
    for (int word = 0; word < 200; word++) {
      assertEquals(units[3 * word], units[3 * word + 1]);
      assertEquals(units[3 * word], units[3 * word + 2]);
      dropped += units[3 * word] == 0 ? 1 : 0;
    }
    assertEquals(100, dropped, 5 * Math.sqrt(50));
    float[] others = of(0.5, 8).targetWords(manager.ones(new Shape(4, 50, 3))).toFloatArray();
    assertFalse(Arrays.equals(units, others));
  }

  @Test
  void variationalDropsTheSameUnitsAtAllStepsOfASentence(NDManager manager) {
    NDArray x = manager.ones(new Shape(2, 5, 40));
    for (NDArray found : List.of(variational(0.5).embedding(x), variational(0.5).layer(x))) {
      for (int step = 1; step < 5; step++) {
        Close.assertSameBits(
            "step " + step, found.get(":,0").toFloatArray(), found.get(":," + step).toFloatArray());
      }
      assertFalse(Arrays.equals(found.get(0).toFloatArray(), found.get(1).toFloatArray()));
    }
  }

  @Test
  void factorsOfALayerAreWhatItIsMultipliedWith(NDManager manager) {
    NDArray x = manager.ones(new Shape(2, 5, 7));
    Close.assertSameBits(
        "each step",
        of(0.4, 7).layer(x).toFloatArray(),
        of(0.4, 7).layerFactors(manager, x.getShape()).toFloatArray());
    NDArray same = variational(0.4).layerFactors(manager, x.getShape());
    assertEquals(new Shape(2, 1, 7), same.getShape());
    float[] expected = variational(0.4).layer(x).toFloatArray();
    Close.assertSameBits("all steps", expected, x.mul(same).toFloatArray());
    assertNull(Dropout.NONE.layerFactors(manager, x.getShape()));
  }

  @Test
  void onlyRecurrentWeightsOfACellAreDropped(NDManager manager) {
    NDArray hidden = manager.ones(new Shape(200, 50));
    NDArray other = manager.ones(new Shape(200));
    CellWeights cell = new CellWeights(other, hidden, other, other);
    CellWeights dropped = of(0.25, 7).recurrent(cell);
    assertSame(other, dropped.input());
    assertSame(other, dropped.inputBias());
    assertSame(other, dropped.hiddenBias());
    double sum = 0;
    for (float weight : dropped.hidden().toFloatArray()) {
      assertTrue(weight == 0 || Math.abs(weight - 4 / 3f) < 1e-5);
      sum += weight;
    }
    assertEquals(10_000, sum, 5 * Math.sqrt(10_000 / 3.0));
    assertSame(cell, Dropout.NONE.recurrent(cell));
  }

  @Test
  void rateOfZeroIsTheArrayItself(NDManager manager) {
    NDArray x = manager.ones(new Shape(2));
    assertSame(x, Dropout.NONE.output(x));
  }
}
