package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
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

/** Every product in bfloat16, and its gradients, against the plain one in float32. */
@ExtendWith(EngineExtension.class)
class HalfProductsTest {
  /** A bfloat16 has 8 significant bits; the longest sums here have 16 terms and 7 steps. */
  private static final double NEAR = 0.02;

  private static final int B = 3;
  private static final int T = 7;
  private static final int I = 16;
  private static final int H = 8;

  /** As few as are unrolled. */
  private static final int UNITS = 600;

  private final Random random = new Random(19);
  private NDManager manager;
  private ScriptedOperators operators;
  private NDArray x;

  @BeforeEach
  void open(NDManager manager) {
    this.manager = manager;
    operators = ScriptedOperators.open(manager);
    x = draw(B, T, I);
  }

  @AfterEach
  void close() {
    operators.close();
  }

  private NDArray draw(long... shape) {
    return Draw.uniform(manager, random, 1, shape);
  }

  /** A result and the gradients of its weighted sum. */
  private record Answer(NDArray result, List<NDArray> gradients) {}

  private static Answer answer(
      List<NDArray> inputs,
      NDArray factors,
      BiFunction<Products, List<NDArray>, NDArray> product,
      Products products) {
    NDArray[] result = new NDArray[1];
    List<NDArray> gradients =
        Autograd.gradients(
            inputs,
            leaves -> {
              result[0] = product.apply(products, leaves);
              return result[0].mul(factors).sum();
            },
            products);
    return new Answer(result[0], gradients);
  }

  private void assertNear(
      List<NDArray> inputs, NDArray factors, BiFunction<Products, List<NDArray>, NDArray> product) {
    Answer full = answer(inputs, factors, product, Products.FULL);
    Answer half = answer(inputs, factors, product, operators.halfProducts(true));
    assertEquals(DataType.FLOAT32, half.result().getDataType());
    Close.assertRelative("result", full.result(), half.result(), NEAR);
    assertFalse(
        Arrays.equals(full.result().toFloatArray(), half.result().toFloatArray()),
        "nothing was rounded");
    for (int i = 0; i < inputs.size(); i++) {
      assertEquals(DataType.FLOAT32, half.gradients().get(i).getDataType());
      Close.assertRelative("gradient " + i, full.gradients().get(i), half.gradients().get(i), NEAR);
    }
  }

  @Test
  void linearMapIsThatOfFloat32() {
    assertNear(List.of(x, draw(H, I)), draw(B, T, H), (p, in) -> p.linear(in.get(0), in.get(1)));
  }

  @Test
  void affineMapIsThatOfFloat32() {
    assertNear(
        List.of(x, draw(H, I), draw(H)),
        draw(B, T, H),
        (p, in) -> p.linear(in.get(0), in.get(1), in.get(2)));
  }

  @Test
  void batchedProductIsThatOfFloat32() {
    assertNear(List.of(x, draw(B, I, H)), draw(B, T, H), (p, in) -> p.batch(in.get(0), in.get(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void lstmIsThatOfFloat32(int directions) {
    List<NDArray> inputs =
        new ArrayList<>(List.of(x, draw(directions, B, H), draw(directions, B, H)));
    for (int d = 0; d < directions; d++) {
      inputs.addAll(List.of(draw(4 * H, I), draw(4 * H, H), draw(4 * H), draw(4 * H)));
    }
    NDArray factors = draw(B, T + 2, directions * H);
    assertNear(
        inputs,
        factors,
        (p, in) -> {
          NDList weights = new NDList(in.subList(3, in.size()));
          NDList start = new NDList(in.get(1), in.get(2));
          NDList r = p.lstm(in.get(0), start, weights, directions == 2);
          NDArray hidden = beside(r.get(1), directions);
          NDArray cell = beside(r.get(2), directions);
          return r.get(0).concat(hidden, 1).concat(cell, 1);
        });
  }

  /**
   * Two layers of many units, so that both are unrolled; each is read twice by what comes later.
   */
  @Test
  void unrolledLstmIsThatOfFloat32InResultsAndAllGradients() {
    assertNear(unrolledInputs(), draw(B, T + 2, UNITS), HalfProductsTest::twoLayers);
  }

  private List<NDArray> unrolledInputs() {
    List<NDArray> inputs = new ArrayList<>(List.of(draw(B, T, UNITS)));
    for (int layer = 0; layer < 2; layer++) {
      inputs.add(draw(1, B, UNITS));
      inputs.add(draw(1, B, UNITS));
      inputs.add(Draw.uniform(manager, random, 0.1f, 4 * UNITS, UNITS));
      inputs.add(Draw.uniform(manager, random, 0.1f, 4 * UNITS, UNITS));
      inputs.add(draw(4 * UNITS));
      inputs.add(draw(4 * UNITS));
    }
    return inputs;
  }

  private static NDArray twoLayers(Products products, List<NDArray> in) {
    NDArray input = in.get(0).mul(in.get(0)); // not a leaf
    NDList first = layer(products, input, in.subList(1, 7));
    NDArray residual = input.add(first.get(0));
    NDList second = layer(products, residual, in.subList(7, 13));
    NDArray outputs = residual.add(second.get(0));
    NDArray hidden = first.get(1).add(second.get(1)).transpose(1, 0, 2);
    NDArray cell = first.get(2).add(second.get(2)).transpose(1, 0, 2);
    return outputs.concat(hidden, 1).concat(cell, 1);
  }

  private static NDList layer(Products products, NDArray x, List<NDArray> in) {
    NDList weights = new NDList(in.subList(2, in.size()));
    return products.lstm(x, new NDList(in.get(0), in.get(1)), weights, false);
  }

  @Test
  void unrolledLstmIsThereWhereItPaysOnly() {
    NDList weights = new NDList(draw(4 * UNITS, I), draw(4 * UNITS, UNITS));
    NDList few = new NDList(draw(4 * H, I), draw(4 * H, H));
    assertFalse(UnrolledLstm.pays(x, weights), "no gradients are recorded");
    JniUtils.setGradMode(true);
    try {
      assertTrue(UnrolledLstm.pays(x, weights));
      assertFalse(UnrolledLstm.pays(x, few), "few units");
      assertFalse(UnrolledLstm.pays(draw(65, T, I), weights), "many rows");
      assertFalse(UnrolledLstm.pays(draw(B, 1, I), weights), "one step");
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  @Test
  void whatIsNotReadOfAnUnrolledLayerHasNoGradient() {
    List<NDArray> inputs = unrolledInputs().subList(0, 7);
    BiFunction<Products, List<NDArray>, NDArray> last =
        (products, in) -> layer(products, in.get(0), in.subList(1, 7)).get(1).transpose(1, 0, 2);
    assertNear(inputs, draw(B, 1, UNITS), last);
  }

  @Test
  void anUpdateThatFailedHasNoPartInTheNext() {
    Products half = operators.halfProducts(true);
    List<NDArray> inputs = unrolledInputs();
    NDArray factors = draw(B, T + 2, UNITS);
    List<NDArray> expected = answer(inputs, factors, HalfProductsTest::twoLayers, half).gradients();
    try (NDManager failed = manager.newSubManager()) {
      NDArray leaf = inputs.get(0).stopGradient();
      leaf.attach(failed);
      leaf.setRequiresGradient(true);
      JniUtils.setGradMode(true);
      layer(half, leaf, inputs.subList(1, 7));
    } finally {
      JniUtils.setGradMode(false);
    }
    List<NDArray> found = answer(inputs, factors, HalfProductsTest::twoLayers, half).gradients();
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).toFloatArray(), found.get(i).toFloatArray());
    }
  }

  /** {@code (D, B, H)} to {@code (B, 1, D H)}. */
  private static NDArray beside(NDArray state, int directions) {
    return state.transpose(1, 0, 2).reshape(B, 1, directions * H);
  }

  @Test
  void crossEntropyIsThatOfFloat32() {
    int rows = 9;
    int pieces = 21;
    NDArray hidden = draw(rows, I);
    ScriptedOperators.OutputLayer layer =
        new ScriptedOperators.OutputLayer(draw(pieces, I), draw(pieces));
    NDArray labels = manager.create(random.longs(rows, 0, pieces).toArray(), new Shape(rows));
    ScriptedOperators.CrossEntropy full = loss(hidden, layer, labels, false);
    ScriptedOperators.CrossEntropy half = loss(hidden, layer, labels, true);
    Close.assertRelative("loss", full.loss(), half.loss(), NEAR);
    Close.assertRelative("nll", full.nll(), half.nll(), NEAR);
    Close.assertRelative("rows", full.rowGradient(), half.rowGradient(), NEAR);
    Close.assertRelative("weight", full.weightGradient(), half.weightGradient(), NEAR);
    Close.assertRelative("bias", full.biasGradient(), half.biasGradient(), NEAR);
    assertEquals(DataType.FLOAT32, half.weightGradient().getDataType());
  }

  private ScriptedOperators.CrossEntropy loss(
      NDArray rows, ScriptedOperators.OutputLayer layer, NDArray labels, boolean half) {
    ScriptedOperators.LossForm form =
        new ScriptedOperators.LossForm(0.1, 0.1, new OutputChunks(manager, 4), half);
    return operators.crossEntropy(manager, rows, layer, labels, form);
  }

  @Test
  void resultsLiveWhereTheirFirstArgumentLives() {
    NDArray weight = draw(H, I);
    operators.halfProducts(true).linear(x, weight); // makes what it keeps
    int before = manager.getManagedArrays().size();
    try (NDManager step = manager.newSubManager()) {
      NDArray here = x.stopGradient();
      here.attach(step);
      assertEquals(step, operators.halfProducts(true).linear(here, weight).getManager());
    }
    assertEquals(before, manager.getManagedArrays().size());
  }
}
