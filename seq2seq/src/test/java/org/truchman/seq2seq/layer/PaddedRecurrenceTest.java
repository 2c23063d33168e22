package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.tensor.Autograd;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/** The padded layer against the engine's operator on each sentence alone, without padding. */
@ExtendWith(EngineExtension.class)
class PaddedRecurrenceTest {
  private static final int INPUT = 4;
  private static final int UNITS = 3;

  /** A cell, its directions, and the sentence lengths of a batch. */
  record Mix(CellType cell, int directions, int[] lengths) {
    int batch() {
      return lengths.length;
    }

    int width() {
      return Arrays.stream(lengths).max().orElseThrow();
    }

    int outputs() {
      return directions * UNITS;
    }

    boolean isLstm() {
      return cell == CellType.LSTM;
    }

    @Override
    public String toString() {
      return cell + " x " + directions + ", lengths " + Arrays.toString(lengths);
    }
  }

  static Stream<Mix> mixes() {
    int[][] lengths = {
      {1}, {9}, {1, 9}, {9, 3, 1, 6, 4}, {5, 5, 5}, {2, 7, 1, 1, 8}, {1, 2, 3, 4, 5, 6, 7, 8, 9}
    };
    return Stream.of(CellType.values())
        .flatMap(
            cell ->
                Stream.of(1, 2).flatMap(d -> Stream.of(lengths).map(mix -> new Mix(cell, d, mix))));
  }

  /**
   * Input, weights, and the factors of a loss in which every output and final state counts.
   *
   * @param weights for each direction w_ih, w_hh, b_ih, b_hh
   */
  private record Problem(
      Mix mix,
      NDArray x,
      List<NDArray> weights,
      NDArray outputFactors,
      NDArray hiddenFactors,
      NDArray cellFactors) {

    static Problem of(Mix mix, NDManager manager) {
      Random random = new Random(11);
      int rows = CellWeights.gates(mix.cell) * UNITS;
      List<NDArray> weights = new ArrayList<>();
      for (int d = 0; d < mix.directions; d++) {
        weights.add(Draw.uniform(manager, random, 0.7, rows, INPUT));
        weights.add(Draw.uniform(manager, random, 0.7, rows, UNITS));
        weights.add(Draw.uniform(manager, random, 0.7, rows));
        weights.add(Draw.uniform(manager, random, 0.7, rows));
      }
      return new Problem(
          mix,
          Draw.uniform(manager, random, 2, mix.batch(), mix.width(), INPUT),
          weights,
          Draw.uniform(manager, random, 1, mix.batch(), mix.width(), mix.outputs()),
          Draw.uniform(manager, random, 1, mix.batch(), mix.outputs()),
          Draw.uniform(manager, random, 1, mix.batch(), mix.outputs()));
    }

    Problem withInput(NDArray input) {
      return new Problem(mix, input, weights, outputFactors, hiddenFactors, cellFactors);
    }
  }

  /** What a layer gave, and the gradients of input and weights. */
  private record Answer(PaddedRecurrence.Output output, NDArray dx, List<NDArray> dWeights) {}

  private static Answer padded(Problem problem) {
    PaddedRecurrence.Output[] output = new PaddedRecurrence.Output[1];
    List<NDArray> gradients =
        Autograd.gradients(
            inputs(problem.x, problem.weights),
            leaves -> {
              output[0] = run(problem, leaves);
              return loss(problem, output[0]);
            });
    return new Answer(output[0], gradients.get(0), gradients.subList(1, gradients.size()));
  }

  private static PaddedRecurrence.Output run(Problem problem, List<NDArray> leaves) {
    NDArray x = leaves.get(0);
    List<CellWeights> directions = new ArrayList<>();
    for (int d = 1; d < leaves.size(); d += 4) {
      directions.add(
          new CellWeights(leaves.get(d), leaves.get(d + 1), leaves.get(d + 2), leaves.get(d + 3)));
    }
    int[] lengths = problem.mix.lengths;
    int[] ids = new int[lengths.length * (int) x.getShape().get(1)];
    TokenTensor tokens = TokenTensor.of(x.getManager(), ids, lengths);
    return PaddedRecurrence.run(problem.mix.cell, x, tokens, directions, Products.FULL);
  }

  private static NDArray loss(Problem problem, PaddedRecurrence.Output output) {
    NDArray loss =
        output
            .outputs()
            .mul(problem.outputFactors)
            .sum()
            .add(output.hidden().mul(problem.hiddenFactors).sum());
    return output.cell() == null ? loss : loss.add(output.cell().mul(problem.cellFactors).sum());
  }

  private static List<NDArray> inputs(NDArray x, List<NDArray> weights) {
    List<NDArray> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(weights);
    return inputs;
  }

  /** Every sentence by itself, none padded; gradients of weights are summed over sentences. */
  private static Answer alone(Problem problem) {
    Mix mix = problem.mix;
    NDArray outputs = problem.outputFactors.zerosLike();
    NDArray hidden = problem.hiddenFactors.zerosLike();
    NDArray cell = problem.cellFactors.zerosLike();
    NDArray dx = problem.x.zerosLike();
    List<NDArray> sums = problem.weights.stream().map(NDArray::zerosLike).toList();
    for (int b = 0; b < mix.batch(); b++) {
      String part = b + ":" + (b + 1) + ",0:" + mix.lengths[b];
      String row = b + ":" + (b + 1);
      Recurrence.Result[] result = new Recurrence.Result[1];
      List<NDArray> gradients =
          Autograd.gradients(
              inputs(problem.x.get(part), problem.weights),
              leaves -> {
                result[0] = engine(mix, leaves);
                NDArray loss =
                    result[0]
                        .outputs()
                        .mul(problem.outputFactors.get(part))
                        .sum()
                        .add(beside(result[0].hidden()).mul(problem.hiddenFactors.get(row)).sum());
                return mix.isLstm()
                    ? loss.add(beside(result[0].cell()).mul(problem.cellFactors.get(row)).sum())
                    : loss;
              });
      outputs.set(new NDIndex(part), result[0].outputs());
      hidden.set(new NDIndex(row), beside(result[0].hidden()));
      if (mix.isLstm()) {
        cell.set(new NDIndex(row), beside(result[0].cell()));
      }
      dx.set(new NDIndex(part), gradients.get(0));
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).addi(gradients.get(i + 1));
      }
    }
    return new Answer(
        new PaddedRecurrence.Output(outputs, hidden, mix.isLstm() ? cell : null), dx, sums);
  }

  private static Recurrence.Result engine(Mix mix, List<NDArray> leaves) {
    NDArray x = leaves.get(0);
    NDArray zero = x.getManager().zeros(new Shape(mix.directions, 1, UNITS));
    NDList weights = new NDList(leaves.subList(1, leaves.size()));
    Recurrence.Kind kind = new Recurrence.Kind(mix.cell, true, mix.directions == 2, Products.FULL);
    return Recurrence.run(kind, x, zero, zero, weights);
  }

  /** {@code (D, 1, H)} to {@code (1, D H)}. */
  private static NDArray beside(NDArray state) {
    return state.reshape(1, -1);
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void statesAreThoseOfEachSentenceAlone(Mix mix, NDManager manager) {
    Problem problem = Problem.of(mix, manager);
    PaddedRecurrence.Output expected = alone(problem).output;
    PaddedRecurrence.Output output = padded(problem).output;
    Close.assertWithin("outputs", expected.outputs(), output.outputs(), 1e-5);
    Close.assertWithin("final hidden", expected.hidden(), output.hidden(), 1e-5);
    if (mix.isLstm()) {
      Close.assertWithin("final cell", expected.cell(), output.cell(), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void gradientsAreThoseOfEachSentenceAlone(Mix mix, NDManager manager) {
    Problem problem = Problem.of(mix, manager);
    Answer expected = alone(problem);
    Answer answer = padded(problem);
    Close.assertRelative("input gradient", expected.dx, answer.dx, 1e-5);
    for (int i = 0; i < expected.dWeights.size(); i++) {
      Close.assertRelative(
          "gradient of weight " + i, expected.dWeights.get(i), answer.dWeights.get(i), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void nothingComesOutOfPadNorGoesIn(Mix mix, NDManager manager) {
    Answer answer = padded(Problem.of(mix, manager));
    assertZeroAtPad("output", mix, answer.output.outputs());
    assertZeroAtPad("input gradient", mix, answer.dx);
  }

  private static void assertZeroAtPad(String what, Mix mix, NDArray array) {
    for (int b = 0; b < mix.batch(); b++) {
      if (mix.lengths[b] < mix.width()) {
        float[] pads = array.get(b + "," + mix.lengths[b] + ":").toFloatArray();
        Close.assertWithin(what + " at PAD of " + b, new float[pads.length], pads, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void whatStandsAtPadIsNotRead(Mix mix, NDManager manager) {
    Problem problem = Problem.of(mix, manager);
    NDArray garbage = problem.x.duplicate();
    for (int b = 0; b < mix.batch(); b++) {
      if (mix.lengths[b] < mix.width()) {
        garbage.set(new NDIndex(b + "," + mix.lengths[b] + ":"), b % 2 == 0 ? 97 : -55);
      }
    }
    assertSame(padded(problem), padded(problem.withInput(garbage)));
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void moreColumnsOfPadChangeNothing(Mix mix, NDManager manager) {
    Problem problem = Problem.of(mix, manager);
    int more = 6;
    NDArray columns = Draw.uniform(manager, new Random(3), 2, mix.batch(), more, INPUT);
    NDArray noFactors = manager.zeros(new Shape(mix.batch(), more, mix.outputs()));
    Problem wide =
        new Problem(
            mix,
            problem.x.concat(columns, 1),
            problem.weights,
            problem.outputFactors.concat(noFactors, 1),
            problem.hiddenFactors,
            problem.cellFactors);

    Answer answer = padded(wide);

    String before = ":,0:" + mix.width();
    assertSame(
        padded(problem),
        new Answer(
            new PaddedRecurrence.Output(
                answer.output.outputs().get(before), answer.output.hidden(), answer.output.cell()),
            answer.dx.get(before),
            answer.dWeights));
  }

  private static void assertSame(Answer expected, Answer answer) {
    Close.assertWithin("outputs", expected.output.outputs(), answer.output.outputs(), 1e-6);
    Close.assertWithin("hidden", expected.output.hidden(), answer.output.hidden(), 1e-6);
    if (expected.output.cell() != null) {
      Close.assertWithin("cell", expected.output.cell(), answer.output.cell(), 1e-6);
    }
    Close.assertRelative("input gradient", expected.dx, answer.dx, 1e-6);
    for (int i = 0; i < expected.dWeights.size(); i++) {
      Close.assertRelative(
          "gradient of weight " + i, expected.dWeights.get(i), answer.dWeights.get(i), 1e-6);
    }
  }

  /** A state that grows threefold at every step would overflow float32 after 81 of them. */
  @Test
  void growingStateDoesNotRunAwayOverPad(NDManager manager) {
    Mix mix = new Mix(CellType.RNN_RELU, 2, new int[] {1, 200});
    Problem problem = Problem.of(mix, manager);
    for (int d = 0; d < 2; d++) {
      NDArray hidden = problem.weights.get(4 * d + 1);
      hidden.set(manager.eye(UNITS).mul(3).toFloatArray());
    }
    Mix first = new Mix(mix.cell, 2, new int[] {1});
    Problem only =
        new Problem(
            first,
            problem.x.get("0:1,0:1"),
            problem.weights,
            problem.outputFactors.get("0:1,0:1"),
            problem.hiddenFactors.get("0:1"),
            problem.cellFactors.get("0:1"));
    NDArray wide = problem.x.get("0:1");
    NDArray factors = problem.outputFactors.zerosLike().get("0:1");
    factors.set(new NDIndex(":,0:1"), only.outputFactors);
    Problem padded =
        new Problem(first, wide, problem.weights, factors, only.hiddenFactors, only.cellFactors);

    Answer answer = padded(padded);

    Answer expected = alone(only);
    Close.assertWithin(
        "outputs", expected.output.outputs(), answer.output.outputs().get(":,0:1"), 1e-5);
    Close.assertWithin("hidden", expected.output.hidden(), answer.output.hidden(), 1e-5);
    for (int i = 0; i < expected.dWeights.size(); i++) {
      Close.assertRelative(
          "gradient of weight " + i, expected.dWeights.get(i), answer.dWeights.get(i), 1e-5);
    }
  }
}
