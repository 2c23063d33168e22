package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;

/** Every scripted operator against its plain twin. */
@ExtendWith(EngineExtension.class)
class ScriptedOperatorsTest {
  private static final int N = 7;
  private static final int D = 5;
  private static final int V = 11;

  private final Random random = new Random(5);
  private NDManager manager;
  private ScriptedOperators operators;

  @BeforeEach
  void open(NDManager manager) {
    this.manager = manager;
    this.operators = ScriptedOperators.open(manager);
  }

  @AfterEach
  void close() {
    operators.close();
  }

  /** An output layer and the rows that meet it; two rows have the same label. */
  private record Layer(NDArray rows, NDArray weight, NDArray bias, long[] labels) {
    ScriptedOperators.OutputLayer output() {
      return new ScriptedOperators.OutputLayer(weight, bias);
    }

    NDArray index() {
      return rows.getManager().create(labels, new Shape(labels.length));
    }
  }

  private Layer layer() {
    long[] labels = random.longs(N, 0, V).toArray();
    labels[N - 1] = labels[0];
    return new Layer(
        Draw.uniform(manager, random, 2, N, D),
        Draw.uniform(manager, random, 1, V, D),
        Draw.uniform(manager, random, 1, V),
        labels);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "0, 512", "0.1, 1", "0.1, 3", "0.1, 7", "0.1, 512"})
  void crossEntropyIsThatOfLogSoftmaxAndItsGradients(double smoothing, int chunk) {
    Layer layer = layer();
    double scale = 1.0 / 13;

    ScriptedOperators.CrossEntropy ours =
        operators.crossEntropy(
            manager,
            layer.rows,
            layer.output(),
            layer.index(),
            new ScriptedOperators.LossForm(
                smoothing, scale, new OutputChunks(manager, chunk), false));

    NDArray[] loss = new NDArray[1];
    List<NDArray> gradients =
        Autograd.gradients(
            List.of(layer.rows, layer.weight, layer.bias),
            p -> {
              NDArray logits = Kernels.linear(p.get(0), p.get(1), p.get(2));
              NDArray target = smoothed(layer.labels, smoothing);
              loss[0] = logits.logSoftmax(1).mul(target).sum().mul((float) -scale);
              return loss[0];
            });
    Close.assertRelative("loss", loss[0], ours.loss(), 1e-5);
    Close.assertRelative("rows", gradients.get(0), ours.rowGradient(), 1e-5);
    Close.assertRelative("weight", gradients.get(1), ours.weightGradient(), 1e-5);
    Close.assertRelative("bias", gradients.get(2), ours.biasGradient(), 1e-5);
    double nll = -IntStream.range(0, N).mapToDouble(i -> logProbability(layer, i)).sum();
    assertEquals(nll, ours.nll().getFloat(), 1e-5 * nll);
  }

  /** Seven rows in each of two passes, some at a time. */
  @ParameterizedTest
  @CsvSource({"0, 512, 0.7", "0.1, 1, 5", "0.1, 6, 0", "0.1, 14, 1"})
  void crossEntropyTwiceIsThatOfBothPassesAndWhatIsBetweenThem(
      double smoothing, int chunk, double weight) {
    Layer layer = layer();
    NDArray rows = Draw.uniform(manager, random, 2, 2 * N, D);
    long[] twice =
        LongStream.concat(Arrays.stream(layer.labels), Arrays.stream(layer.labels)).toArray();
    double scale = 1.0 / 13;

    ScriptedOperators.CrossEntropy ours =
        operators.crossEntropyTwice(
            manager,
            rows,
            layer.output(),
            manager.create(twice, new Shape(2 * N)),
            new ScriptedOperators.LossForm(
                smoothing, scale, new OutputChunks(manager, chunk), false),
            weight);

    NDArray[] logs = new NDArray[1];
    NDArray[] loss = new NDArray[1];
    List<NDArray> gradients =
        Autograd.gradients(
            List.of(rows, layer.weight, layer.bias),
            p -> {
              logs[0] = Kernels.linear(p.get(0), p.get(1), p.get(2)).logSoftmax(1);
              NDArray labels = logs[0].mul(smoothed(twice, smoothing)).sum().mul(-0.5f);
              NDArray one = logs[0].get("0:" + N);
              NDArray other = logs[0].get(N + ":" + 2 * N);
              NDArray apart = one.exp().sub(other.exp()).mul(one.sub(other)).sum();
              loss[0] = labels.add(apart.mul((float) weight / 4)).mul((float) scale);
              return loss[0];
            });
    Close.assertRelative("loss", loss[0], ours.loss(), 1e-5);
    Close.assertRelative("rows", gradients.get(0), ours.rowGradient(), 1e-5);
    Close.assertRelative("weight", gradients.get(1), ours.weightGradient(), 1e-5);
    Close.assertRelative("bias", gradients.get(2), ours.biasGradient(), 1e-5);
    double nll = 0;
    for (int i = 0; i < 2 * N; i++) {
      nll -= logs[0].getFloat(i, twice[i]) / 2;
    }
    assertEquals(nll, ours.nll().getFloat(), 1e-5 * nll);
  }

  /** The distribution that each row shall have: (1 - eps) of its label, eps over all pieces. */
  private NDArray smoothed(long[] labels, double smoothing) {
    float[] target = new float[labels.length * V];
    Arrays.fill(target, (float) (smoothing / V));
    for (int i = 0; i < labels.length; i++) {
      target[i * V + (int) labels[i]] += (float) (1 - smoothing);
    }
    return manager.create(target, new Shape(labels.length, V));
  }

  private static double logProbability(Layer layer, int row) {
    return logProbabilities(layer, row)[(int) layer.labels[row]];
  }

  /** Log-probabilities of all pieces in one row, in double. */
  private static double[] logProbabilities(Layer layer, int row) {
    float[] x = layer.rows.toFloatArray();
    float[] weight = layer.weight.toFloatArray();
    float[] bias = layer.bias.toFloatArray();
    double[] logits = new double[V];
    double sum = 0;
    for (int v = 0; v < V; v++) {
      logits[v] = bias[v];
      for (int d = 0; d < D; d++) {
        logits[v] += (double) x[row * D + d] * weight[v * D + d];
      }
      sum += Math.exp(logits[v]);
    }
    for (int v = 0; v < V; v++) {
      logits[v] -= Math.log(sum);
    }
    return logits;
  }

  @Test
  void crossEntropyStaysFiniteAtLargeLogits() {
    NDArray rows = manager.create(new float[] {1000, -1000}, new Shape(2, 1));
    NDArray weight = manager.create(new float[] {1, -1}, new Shape(2, 1));
    NDArray labels = manager.create(new long[] {0, 0}, new Shape(2));

    ScriptedOperators.CrossEntropy ours =
        operators.crossEntropy(
            manager,
            rows,
            new ScriptedOperators.OutputLayer(weight, manager.zeros(new Shape(2))),
            labels,
            new ScriptedOperators.LossForm(0, 0.5, new OutputChunks(manager, 512), false));

    // Row 0 is certain and right (0 nats), row 1 certain and wrong: 1000 - (-1000) = 2000 nats.
    assertEquals(2000f, ours.nll().getFloat());
    assertEquals(1000f, ours.loss().getFloat());
    assertArrayEquals(new float[] {-0.5f, 0.5f}, ours.biasGradient().toFloatArray());
  }

  @Test
  void crossEntropyChangesNoneOfItsArguments() {
    Layer layer = layer();
    float[] rows = layer.rows.toFloatArray();
    float[] weight = layer.weight.toFloatArray();
    float[] bias = layer.bias.toFloatArray();
    operators.crossEntropy(manager, layer.rows, layer.output(), layer.index(), form());
    Close.assertSameBits("rows", rows, layer.rows.toFloatArray());
    Close.assertSameBits("weight", weight, layer.weight.toFloatArray());
    Close.assertSameBits("bias", bias, layer.bias.toFloatArray());
  }

  @Test
  void negativeLogLikelihoodIsThatOfEachLabel() {
    Layer layer = layer();
    float[] expected = new float[N];
    for (int i = 0; i < N; i++) {
      expected[i] = (float) -logProbability(layer, i);
    }
    NDArray ours =
        operators.negativeLogLikelihood(manager, layer.rows, layer.output(), layer.index());
    assertEquals(new Shape(N), ours.getShape());
    Close.assertRelative("nll", expected, ours.toFloatArray(), 1e-5);
  }

  @Test
  void moveTowardsGoesTheShareOfTheWay() {
    NDArray average = manager.create(new float[] {0, 4, -2});
    operators.moveTowards(manager, average, manager.create(new float[] {8, 4, 2}), 0.25);
    assertArrayEquals(new float[] {2, 4, -1}, average.toFloatArray());
  }

  @Test
  void anyThreadGetsTheSameResult() {
    Layer layer = layer();
    NDArray index = layer.index();
    float[] here = loss(layer, index);
    float[] there = CompletableFuture.supplyAsync(() -> loss(layer, index)).join();
    Close.assertSameBits("loss", here, there);
  }

  private float[] loss(Layer layer, NDArray index) {
    return operators
        .crossEntropy(manager, layer.rows, layer.output(), index, form())
        .rowGradient()
        .toFloatArray();
  }

  @Test
  void resultsLiveOnTheGivenManagerAndNoGradientIsRecorded() {
    Layer layer = layer();
    NDArray index = layer.index();
    layer.weight.setRequiresGradient(true);
    JniUtils.setGradMode(true);
    int before = manager.getManagedArrays().size();
    try (NDManager step = manager.newSubManager()) {
      NDArray nll = operators.negativeLogLikelihood(step, layer.rows, layer.output(), index);
      assertEquals(step, nll.getManager());
      assertEquals(false, nll.hasGradient());
    } finally {
      JniUtils.setGradMode(false);
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  private ScriptedOperators.LossForm form() {
    return new ScriptedOperators.LossForm(0.1, 1, new OutputChunks(manager, 3), false);
  }
}
