package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.recurrent.RNN;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.Draw;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;

/** The operators of a search against the engine's fused ones and against their definitions. */
@ExtendWith(EngineExtension.class)
class SearchOperatorsTest {
  private static final int R = 19;
  private static final int I = 33;
  private static final int H = 24;

  private final Random random = new Random(5);
  private NDManager manager;
  private SearchOperators operators;

  @BeforeEach
  void open(NDManager manager) {
    this.manager = manager;
    this.operators = SearchOperators.open(manager);
  }

  @AfterEach
  void close() {
    operators.close();
  }

  /** One recurrent layer, as the engine takes its weights, and one step's input and state. */
  private record Layer(
      SearchOperators operators, NDArray x, NDArray hidden, NDArray cell, NDList weights) {
    NDArray fromInput() {
      return Kernels.linear(x, weights.get(0), weights.get(2));
    }

    /** All that meets in the gates, as a search adds it up. */
    NDArray gates() {
      NDArray input = fromInput().add(weights.get(3));
      try (Linear recurrent = operators.linear(weights.get(1), null, SearchOperators.Format.FP32)) {
        return recurrent.applyPlus(hidden, input);
      }
    }

    NDArray fromHidden(boolean biased) {
      return Kernels.linear(hidden, weights.get(1), biased ? weights.get(3) : null);
    }

    NDArray steps() {
      return x.expandDims(1);
    }
  }

  private Layer layer(int gates) {
    return new Layer(
        operators,
        Draw.uniform(manager, random, 1, R, I),
        Draw.uniform(manager, random, 1, R, H),
        Draw.uniform(manager, random, 1, R, H),
        new NDList(
            Draw.uniform(manager, random, 0.5, gates * H, I),
            Draw.uniform(manager, random, 0.5, gates * H, H),
            Draw.uniform(manager, random, 0.5, gates * H),
            Draw.uniform(manager, random, 0.5, gates * H)));
  }

  @Test
  void lstmStepIsThatOfTheEngine() {
    Layer layer = layer(4);
    NDList expected =
        layer
            .steps()
            .getNDArrayInternal()
            .lstm(
                layer.steps(),
                new NDList(layer.hidden.expandDims(0), layer.cell.expandDims(0)),
                layer.weights,
                true,
                1,
                0,
                false,
                false,
                true);
    NDList ours = operators.lstm(layer.gates(), layer.cell);
    Close.assertWithin("hidden", expected.get(1).squeeze(0), ours.get(0), 1e-6);
    Close.assertWithin("cell", expected.get(2).squeeze(0), ours.get(1), 1e-6);
  }

  @Test
  void gruStepIsThatOfTheEngine() {
    Layer layer = layer(3);
    NDList expected =
        layer
            .steps()
            .getNDArrayInternal()
            .gru(
                layer.steps(),
                layer.hidden.expandDims(0),
                layer.weights,
                true,
                1,
                0,
                false,
                false,
                true);
    NDArray ours = operators.gru(layer.fromInput(), layer.fromHidden(true), layer.hidden);
    Close.assertWithin("hidden", expected.get(1).squeeze(0), ours, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(RNN.Activation.class)
  void simpleStepIsThatOfTheEngine(RNN.Activation activation) {
    Layer layer = layer(1);
    NDList expected =
        layer
            .steps()
            .getNDArrayInternal()
            .rnn(
                layer.steps(),
                layer.hidden.expandDims(0),
                layer.weights,
                true,
                1,
                activation,
                0,
                false,
                false,
                true);
    NDArray ours =
        activation == RNN.Activation.TANH ? layer.gates().tanh() : Activation.relu(layer.gates());
    Close.assertWithin("hidden", expected.get(1).squeeze(0), ours, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(SearchOperators.Format.class)
  void everyFormatGivesTheAffineMapToItsOwnPrecision(SearchOperators.Format format) {
    NDArray x = Draw.uniform(manager, random, 3, R, 256);
    NDArray weight = Draw.uniform(manager, random, 0.2, 40, 256);
    NDArray bias = Draw.uniform(manager, random, 1, 40);
    float[] exact = Kernels.linear(x, weight, bias).toFloatArray();
    double[] share =
        switch (format) {
          case FP32 -> new double[] {0};
          case BF16 -> new double[] {0.006};
          case INT8 -> new double[] {0.02};
        };
    try (Linear map = operators.linear(weight, bias, format)) {
      float[] ours = map.apply(x).toFloatArray();
      double error = 0;
      double norm = 0;
      for (int i = 0; i < exact.length; i++) {
        error += Math.pow(ours[i] - exact[i], 2);
        norm += Math.pow(exact[i], 2);
      }
      double relative = Math.sqrt(error / norm);
      assertTrue(relative <= share[0], format + ": relative error " + relative);
      assertEquals(new Shape(R, 40), map.apply(x).getShape());
    }
  }

  @ParameterizedTest
  @EnumSource(SearchOperators.Format.class)
  void whatIsAddedIsAddedBesideTheBias(SearchOperators.Format format) {
    NDArray x = Draw.uniform(manager, random, 1, R, 64);
    NDArray weight = Draw.uniform(manager, random, 0.2, 40, 64);
    NDArray bias = Draw.uniform(manager, random, 1, 40);
    NDArray plus = Draw.uniform(manager, random, 1, R, 40);
    for (NDArray own : new NDArray[] {null, bias}) {
      try (Linear map = operators.linear(weight, own, format)) {
        NDArray expected = map.apply(x).add(plus);
        Close.assertWithin("sum", expected, map.applyPlus(x, plus.duplicate()), 2e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SearchOperators.Format.class)
  void mapWithoutBiasAddsNothing(SearchOperators.Format format) {
    NDArray weight = Draw.uniform(manager, random, 0.2, 5, 64);
    try (Linear map = operators.linear(weight, null, format)) {
      float[] zero = map.apply(manager.zeros(new Shape(3, 64))).toFloatArray();
      Close.assertSameBits("of zero", new float[15], zero);
    }
  }

  /** One scale for all rows: 127 steps to 1, so an input of 1 is exact, and 2 is cut off at 1. */
  @Test
  void bytesOfKnownRangeHaveOneScale() {
    NDArray weight = Draw.uniform(manager, random, 0.2, 40, 64);
    NDArray bias = Draw.uniform(manager, random, 1, 40);
    NDArray one = manager.ones(new Shape(1, 64));
    NDArray x = Draw.uniform(manager, random, 1, R, 64);
    try (Linear known =
            operators.linear(
                weight, bias, SearchOperators.Format.INT8, SearchOperators.Range.UNIT);
        Linear any = operators.linear(weight, bias, SearchOperators.Format.INT8)) {
      Close.assertWithin("at 1", any.apply(one), known.apply(one), 1e-5);
      Close.assertWithin("beyond 1", known.apply(one), known.apply(one.mul(2)), 0);
      NDArray exact = Kernels.linear(x, weight, bias);
      double error = known.apply(x).sub(exact).norm().getFloat() / exact.norm().getFloat();
      assertTrue(error < 0.02, "relative error " + error);
      NDArray plus = Draw.uniform(manager, random, 1, R, 40);
      Close.assertWithin(
          "sum", known.apply(x).add(plus), known.applyPlus(x, plus.duplicate()), 2e-6);
    }
  }

  /** A row's 8-bit scale is its own: a neighbour a thousand times as large changes no bit. */
  @Test
  void bytesOfRowDoNotDependOnItsNeighbours() {
    NDArray weight = Draw.uniform(manager, random, 0.2, 40, 64);
    NDArray row = Draw.uniform(manager, random, 1, 1, 64);
    NDArray large = Draw.uniform(manager, random, 1000, 6, 64);
    try (Linear map = operators.linear(weight, null, SearchOperators.Format.INT8)) {
      float[] alone = map.apply(row).toFloatArray();
      float[] among = map.apply(row.concat(large, 0)).get("0:1").toFloatArray();
      Close.assertSameBits("row", alone, among);
    }
  }

  @ParameterizedTest
  @EnumSource(SearchOperators.Range.class)
  void someRowsOfMapGiveWhatTheyGiveAmongAll(SearchOperators.Range range) {
    NDArray x = Draw.uniform(manager, random, 1, R, I);
    NDArray weight = Draw.uniform(manager, random, 0.5, 40, I);
    NDArray bias = Draw.uniform(manager, random, 0.5, 40);
    NDArray some = manager.create(new long[] {7, 39, 0, 7});
    for (SearchOperators.Format format : SearchOperators.Format.values()) {
      try (Linear all = operators.linear(weight, bias, format, range);
          LinearRows rows = operators.rows(weight, bias, format, range);
          Linear picked = rows.of(some)) {
        NDArray expected = all.apply(x).transpose().get(some).transpose();
        Close.assertWithin(format.name(), expected, picked.apply(x), 2e-6);
      }
    }
  }

  @Test
  void whatIsLookedAtIsWhatAttentionWeighs() {
    NDArray hidden = Draw.uniform(manager, random, 2, 5, 3);
    NDArray keys = Draw.uniform(manager, random, 2, 2, 3, 4);
    float[] pads = {0, 0, 0, 0, 0, 0, -1e9f, -1e9f};
    NDArray mask = manager.create(pads, new Shape(2, 1, 4));
    NDArray rows = manager.create(new long[] {0, 1, 2, 3, 4, 0}, new Shape(6));
    NDArray expected =
        Attention.weights(
            Kernels.rows(rows, hidden).reshape(2, 3, 3),
            new Attention.Memory(keys, keys, mask, null),
            Products.FULL);
    NDArray found =
        operators.attention(
            hidden,
            new SearchOperators.Keys(keys.transpose(0, 2, 1), keys, mask, Attention.FAR),
            rows);
    assertEquals(new Shape(2, 3, 4), found.getShape());
    Close.assertWithin("attention", expected, found, 1e-6);
  }

  /** Rows 0, 2 and 4 belong to the second sentence; row 0 fills a place up. */
  @Test
  void additiveScoresAreThoseOfAttentionAndRowsAreTheirOwn() {
    NDArray hidden = Draw.uniform(manager, random, 2, 5, 3);
    NDArray query = Draw.uniform(manager, random, 1, 6, 3);
    NDArray vector = Draw.uniform(manager, random, 1, 1, 6);
    NDArray keys = Draw.uniform(manager, random, 2, 2, 4, 6);
    NDArray values = Draw.uniform(manager, random, 2, 2, 4, 3);
    float[] pads = {0, 0, 0, 0, 0, 0, -1e9f, -1e9f};
    NDArray mask = manager.create(pads, new Shape(2, 1, 4));
    NDArray rows = manager.create(new long[] {1, 3, 0, 0, 2, 4}, new Shape(6));
    NDArray places = manager.create(new long[] {3, 0, 4, 1, 5}, new Shape(5));
    NDArray sentences = manager.create(new long[] {1, 0, 1, 0, 1}, new Shape(5));
    Attention.Memory memory =
        new Attention.Memory(keys, values, mask, new Attention.Additive(query, vector));
    NDArray expected =
        Attention.weights(Kernels.rows(rows, hidden).reshape(2, 3, 3), memory, Products.FULL);
    SearchOperators.Keys read = new SearchOperators.Keys(keys, values, mask, Attention.FAR);

    NDArray asked = Kernels.linear(hidden, query, null);
    NDArray scores = operators.additiveScores(asked, keys, vector, sentences);
    assertEquals(new Shape(5, 4), scores.getShape());
    NDArray looked = operators.attentionScored(scores, read, rows);
    assertEquals(new Shape(2, 3, 4), looked.getShape());
    for (int row = 0; row < 5; row++) {
      long place = places.getLong(row);
      String at = place / 3 + "," + place % 3;
      Close.assertWithin("row " + row, expected.get(at), looked.get(at), 1e-6);
    }

    NDArray fromHidden = Draw.uniform(manager, random, 1, 5, 3);
    NDArray found = operators.attendScored(scores, fromHidden, read, rows, places);
    NDArray contexts = Attention.context(expected, memory, Products.FULL).reshape(6, 3);
    NDArray attended = Kernels.rows(places, contexts).add(fromHidden).tanh();
    Close.assertWithin("attended", attended, found, 1e-6);
  }

  @Test
  void bestGivesTheAllowedPiecesOfHighestProbabilityInOrder() {
    int pieces = 11;
    int k = 4;
    NDArray logits = Draw.uniform(manager, random, 3, R, pieces);
    float[] mask = new float[pieces];
    mask[0] = mask[3] = mask[8] = Float.NEGATIVE_INFINITY;

    SearchOperators.Best best = operators.best(logits, manager.create(mask), k);

    float[] values = logits.toFloatArray();
    for (int row = 0; row < R; row++) {
      int from = row * pieces;
      double sum = 0;
      for (int v = 0; v < pieces; v++) {
        sum += Math.exp(values[from + v]);
      }
      int[] order =
          IntStream.range(0, pieces)
              .filter(v -> mask[v] == 0)
              .boxed()
              .sorted(Comparator.comparingDouble(v -> -values[from + v]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < k; i++) {
        assertEquals(order[i], best.pieces().getLong(row, i), "row " + row + ", rank " + i);
        double expected = values[from + order[i]] - Math.log(sum);
        assertEquals(expected, best.logProbabilities().getFloat(row, i), 1e-5);
      }
    }
  }
}
