package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;

/** The scripted Adam against Adam written out in double. */
@ExtendWith(EngineExtension.class)
class AdamOperatorTest {
  private static final int SIZE = 37;
  private static final double RATE = 0.01;

  private final Random random = new Random(8);
  private NDManager manager;
  private ScriptedOperators operators;
  private NDArray parameters;
  private NDArray first;
  private NDArray second;
  private NDArray steps;

  @BeforeEach
  void open(NDManager manager) {
    this.manager = manager;
    operators = ScriptedOperators.open(manager);
    parameters = Draw.uniform(manager, random, 1, SIZE);
    first = manager.zeros(new Shape(SIZE));
    second = manager.zeros(new Shape(SIZE));
    steps = manager.zeros(new Shape());
  }

  @AfterEach
  void close() {
    operators.close();
  }

  private float[] adam(float[] gradient, double clip) {
    NDArray copy = manager.create(gradient);
    NDArray found = operators.inspect(manager, new NDList(copy), manager.create(1f));
    ScriptedOperators.UpdateVectors vectors =
        new ScriptedOperators.UpdateVectors(
            new NDList(parameters),
            new NDList(copy),
            new NDList(first),
            new NDList(second),
            steps,
            found);
    operators.adam(manager, vectors, RATE, clip);
    return found.toFloatArray();
  }

  /** Kingma and Ba 2015, algorithm 1, on a gradient that was scaled down to the norm clip. */
  private static final class Plain {
    final double[] parameters = new double[SIZE];
    final double[] first = new double[SIZE];
    final double[] second = new double[SIZE];
    int steps;

    Plain(float[] start) {
      for (int i = 0; i < SIZE; i++) {
        parameters[i] = start[i];
      }
    }

    void update(float[] gradient, double clip) {
      steps++;
      double scale = Math.min(1, clip / norm(gradient));
      for (int i = 0; i < SIZE; i++) {
        double g = gradient[i] * scale;
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.999 * second[i] + 0.001 * g * g;
        double m = first[i] / (1 - Math.pow(0.9, steps));
        double v = second[i] / (1 - Math.pow(0.999, steps));
        parameters[i] -= RATE * m / (Math.sqrt(v) + 1e-8);
      }
    }
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 3, Double.POSITIVE_INFINITY})
  void movesAsTheAlgorithmInDouble(double clip) {
    Plain plain = new Plain(parameters.toFloatArray());
    for (int update = 1; update <= 6; update++) {
      // Norms grow from about 0.4 to 50, so that some are clipped and some are not.
      float[] gradient = Draw.uniform(random, 0.1 * Math.pow(2.6, update - 1), SIZE);
      plain.update(gradient, clip);

      float[] report = adam(gradient, clip);

      assertEquals(norm(gradient), report[0], 1e-5 * norm(gradient));
      assertEquals(0f, report[1]);
      assertEquals(update, steps.getFloat());
    }
    Close.assertRelative("first moment", floats(plain.first), first.toFloatArray(), 1e-6);
    Close.assertRelative("second moment", floats(plain.second), second.toFloatArray(), 1e-6);
    Close.assertRelative("parameters", floats(plain.parameters), parameters.toFloatArray(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
  void gradientWithoutFiniteNormChangesNothing(float odd) {
    adam(Draw.uniform(random, 1, SIZE), 1);
    float[] parametersBefore = parameters.toFloatArray();
    float[] firstBefore = first.toFloatArray();
    float[] secondBefore = second.toFloatArray();
    float[] gradient = Draw.uniform(random, 1, SIZE);
    gradient[SIZE / 2] = odd;
    gradient[SIZE / 3] = odd;

    float[] report = adam(gradient, 1);

    assertEquals(1f, report[1]);
    assertEquals(1f, steps.getFloat());
    Close.assertSameBits("parameters", parametersBefore, parameters.toFloatArray());
    Close.assertSameBits("first moment", firstBefore, first.toFloatArray());
    Close.assertSameBits("second moment", secondBefore, second.toFloatArray());
  }

  @Test
  void goesOnAfterSkippedGradientAsIfItHadNotCome() {
    float[] start = parameters.toFloatArray();
    Plain plain = new Plain(start);
    float[] gradient = Draw.uniform(random, 1, SIZE);
    float[] bad = gradient.clone();
    bad[0] = Float.NaN;

    adam(bad, Double.POSITIVE_INFINITY);
    adam(gradient, Double.POSITIVE_INFINITY);

    plain.update(gradient, Double.POSITIVE_INFINITY);
    Close.assertRelative("parameters", floats(plain.parameters), parameters.toFloatArray(), 1e-6);
  }

  @Test
  void gradientOfZeroLeavesFreshParametersWhereTheyAre() {
    float[] start = parameters.toFloatArray();
    assertArrayEquals(new float[] {0, 0}, adam(new float[SIZE], 1));
    assertArrayEquals(start, parameters.toFloatArray());
  }
}
