package org.truchman.seq2seq.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/** Attention of every kind against its formula, in double. */
@ExtendWith(EngineExtension.class)
class AttentionTest {
  private static final int B = 2;
  private static final int T = 3;
  private static final int S = 5;
  private static final int H = 4;
  private static final int E = 6;
  private static final int[] LENGTHS = {5, 2};

  private NDArray states;
  private NDArray weight;
  private NDArray queries;
  private TokenTensor source;

  @BeforeEach
  void draw(NDManager manager) {
    Random random = new Random(23);
    source = TokenTensor.of(manager, new int[B * S], LENGTHS);
    states = Draw.uniform(manager, random, 1, B, S, E).mul(source.valid());
    weight = Draw.uniform(manager, random, 1, H, E);
    queries = Draw.uniform(manager, random, 1, B, T, H);
  }

  @Test
  void weightsAreTheSoftmaxOfTheBilinearScores() {
    NDArray weights =
        Attention.weights(
            queries, Attention.general(states, source, weight, Products.FULL), Products.FULL);
    assertEquals(new Shape(B, T, S), weights.getShape());
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        float[] row = weights.get(b).get(t).toFloatArray();
        Close.assertWithin("weights " + b + ", " + t, expected(b, t), row, 1e-6);
      }
    }
  }

  private float[] expected(int b, int t) {
    double[] exponentials = new double[S];
    double sum = 0;
    for (int s = 0; s < LENGTHS[b]; s++) {
      double score = 0;
      for (int h = 0; h < H; h++) {
        for (int e = 0; e < E; e++) {
          score += queries.getFloat(b, t, h) * weight.getFloat(h, e) * states.getFloat(b, s, e);
        }
      }
      exponentials[s] = Math.exp(score);
      sum += exponentials[s];
    }
    float[] weights = new float[S];
    for (int s = 0; s < S; s++) {
      weights[s] = (float) (exponentials[s] / sum);
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5})
  void innerProductsAreThoseOfBothStates(double factor, NDManager manager) {
    NDArray asking = Draw.uniform(manager, new Random(29), 1, B, T, E);
    NDArray weights =
        Attention.weights(asking, Attention.dot(states, source, factor), Products.FULL);
    assertWeights(
        weights,
        (b, t, s) -> {
          double score = 0;
          for (int e = 0; e < E; e++) {
            score += asking.getFloat(b, t, e) * states.getFloat(b, s, e);
          }
          return score * factor;
        });
  }

  @Test
  void additiveScoresAreThoseOfASmallNetwork(NDManager manager) {
    int width = 7;
    NDArray key = Draw.uniform(manager, new Random(31), 1, width, E);
    NDArray query = Draw.uniform(manager, new Random(37), 1, width, H);
    NDArray vector = Draw.uniform(manager, new Random(41), 1, 1, width);
    Attention.Additive additive = new Attention.Additive(query, vector);
    Attention.Memory memory = Attention.additive(states, source, key, additive, Products.FULL);
    assertWeights(
        Attention.weights(queries, memory, Products.FULL),
        (b, t, s) -> {
          double score = 0;
          for (int a = 0; a < width; a++) {
            double inner = 0;
            for (int h = 0; h < H; h++) {
              inner += query.getFloat(a, h) * queries.getFloat(b, t, h);
            }
            for (int e = 0; e < E; e++) {
              inner += key.getFloat(a, e) * states.getFloat(b, s, e);
            }
            score += vector.getFloat(0, a) * Math.tanh(inner);
          }
          return score;
        });
  }

  /** More than the floats of a chunk: 1 sentence, 3 steps, 2048 states, 1024 hidden units. */
  @Test
  void additiveScoresInChunksAreThoseOfEachStep(NDManager manager) {
    Random random = new Random(43);
    TokenTensor one = TokenTensor.of(manager, new int[2048], new int[] {2000});
    NDArray states = Draw.uniform(manager, random, 1, 1, 2048, 2).mul(one.valid());
    NDArray key = Draw.uniform(manager, random, 1, 1024, 2);
    Attention.Additive additive =
        new Attention.Additive(
            Draw.uniform(manager, random, 1, 1024, 2), Draw.uniform(manager, random, 1, 1, 1024));
    NDArray asking = Draw.uniform(manager, random, 1, 1, 5, 2);
    Attention.Memory memory = Attention.additive(states, one, key, additive, Products.FULL);
    int before = manager.getManagedArrays().size();
    NDArray all = Attention.weights(asking, memory, Products.FULL);
    assertTrue(manager.getManagedArrays().size() < before + 30, "hidden layers stayed");
    for (int step = 0; step < 5; step++) {
      NDArray alone =
          Attention.weights(asking.get(":," + step + ":" + (step + 1)), memory, Products.FULL);
      Close.assertWithin("step " + step, alone, all.get(":," + step + ":" + (step + 1)), 1e-6);
    }
  }

  /** The score of a query and a state. */
  private interface Score {
    double of(int b, int t, int s);
  }

  private static void assertWeights(NDArray found, Score score) {
    assertEquals(new Shape(B, T, S), found.getShape());
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        float[] expected = new float[S];
        double sum = 0;
        for (int s = 0; s < LENGTHS[b]; s++) {
          sum += Math.exp(score.of(b, t, s));
        }
        for (int s = 0; s < LENGTHS[b]; s++) {
          expected[s] = (float) (Math.exp(score.of(b, t, s)) / sum);
        }
        float[] row = found.get(b).get(t).toFloatArray();
        Close.assertWithin("weights " + b + ", " + t, expected, row, 1e-6);
      }
    }
  }

  @Test
  void padGetsExactlyNothing() {
    NDArray weights =
        Attention.weights(
            queries, Attention.general(states, source, weight, Products.FULL), Products.FULL);
    float[] pads = weights.get("1,:,2:").toFloatArray();
    Close.assertSameBits("weights at PAD", new float[pads.length], pads);
  }

  /**
   * Scores 0, -45, -47, -95: by the softmax the last two would weigh 4e-21 and 5e-42, the last
   * being a denormal number, whose products are slow.
   */
  @Test
  void whatIsFarBehindGetsExactlyNothingAndNoGradient(NDManager manager) {
    NDArray states = manager.create(new float[] {0, -45, -47, -95}, new Shape(1, 4, 1));
    TokenTensor four = TokenTensor.of(manager, new int[4], new int[] {4});
    NDArray one = manager.ones(new Shape(1, 1));
    NDArray query = manager.ones(new Shape(1, 1, 1));
    float[][] weights = new float[1][];
    List<NDArray> gradients =
        Autograd.gradients(
            List.of(states),
            leaves -> {
              Attention.Memory memory = Attention.general(leaves.get(0), four, one, Products.FULL);
              NDArray found = Attention.weights(query, memory, Products.FULL);
              weights[0] = found.stopGradient().toFloatArray();
              return found.mul(manager.create(new float[] {1, 2, 4, 8})).sum();
            });
    Close.assertRelative("weights", new float[] {1, 2.8625186e-20f}, first(2, weights[0]), 1e-5);
    assertEquals(0f, weights[0][2]);
    assertEquals(0f, weights[0][3]);
    float[] gradient = gradients.get(0).toFloatArray();
    assertEquals(2.8625186e-20, gradient[1], 1e-25);
    assertEquals(0f, gradient[2]);
    assertEquals(0f, gradient[3]);
  }

  private static float[] first(int count, float[] values) {
    return Arrays.copyOf(values, count);
  }

  @Test
  void contextIsTheWeightedMeanOfTheStates() {
    Attention.Memory memory = Attention.general(states, source, weight, Products.FULL);
    NDArray weights = Attention.weights(queries, memory, Products.FULL);
    NDArray context = Attention.context(weights, memory, Products.FULL);
    assertEquals(new Shape(B, T, E), context.getShape());
    for (int t = 0; t < T; t++) {
      for (int e = 0; e < E; e++) {
        double mean = 0;
        for (int s = 0; s < 2; s++) {
          mean += weights.getFloat(1, t, s) * states.getFloat(1, s, e);
        }
        assertEquals(mean, context.getFloat(1, t, e), 1e-6);
      }
    }
  }

  @Test
  void sentenceOfOnePieceIsItsOwnContext(NDManager manager) {
    TokenTensor one = TokenTensor.of(manager, new int[2], new int[] {1, 1});
    NDArray state = states.get(":,0:1");
    Attention.Memory memory = Attention.general(state, one, weight, Products.FULL);
    NDArray context =
        Attention.context(Attention.weights(queries, memory, Products.FULL), memory, Products.FULL);
    for (int t = 0; t < T; t++) {
      Close.assertWithin("context", state.get(":,0"), context.get(":," + t), 1e-7);
    }
  }
}
