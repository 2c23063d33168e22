package org.truchman.seq2seq.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineExtension.class)
class TokenTensorTest {
  private static final int[] IDS = {4, 3, 0, 5, 6, 3};

  @Test
  void masksFollowFromLengths(NDManager manager) {
    TokenTensor tokens = TokenTensor.of(manager, IDS, new int[] {2, 3});
    assertEquals(2, tokens.batch());
    assertEquals(3, tokens.width());
    assertArrayEquals(new long[] {4, 3, 0, 5, 6, 3}, tokens.ids().toLongArray());
    assertEquals(new Shape(2, 3), tokens.ids().getShape());
    assertEquals(new Shape(2, 3, 1), tokens.valid().getShape());
    assertArrayEquals(new float[] {1, 1, 0, 1, 1, 1}, tokens.valid().toFloatArray());
    assertArrayEquals(new float[] {0, 0, 1, 0, 0, 0}, tokens.pads().toFloatArray());
    assertArrayEquals(new long[] {1, 5}, tokens.last().toLongArray());
  }

  @Test
  void lengthsAreCopied(NDManager manager) {
    int[] lengths = {2, 3};
    TokenTensor tokens = TokenTensor.of(manager, IDS, lengths);
    lengths[0] = 1;
    assertArrayEquals(new int[] {2, 3}, tokens.lengths());
  }

  @Test
  void lengthOutsideTheRowIsRefused(NDManager manager) {
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class, () -> TokenTensor.of(manager, IDS, new int[] {3, 0}));
    assertEquals("length 0 of row 1 is not within 1 to 3", none.getMessage());
    IllegalArgumentException more =
        assertThrows(
            IllegalArgumentException.class, () -> TokenTensor.of(manager, IDS, new int[] {4, 1}));
    assertEquals("length 4 of row 0 is not within 1 to 3", more.getMessage());
  }

  @Test
  void requiredShapeIsChecked(NDManager manager) {
    NDArray array = manager.zeros(new Shape(2, 3, 5));
    assertSame(array, Shapes.require(array, "states", 2, -1, 5));
    IllegalArgumentException size =
        assertThrows(
            IllegalArgumentException.class, () -> Shapes.require(array, "states", 2, 4, 5));
    assertEquals("states has shape (2, 3, 5); expected (2, 4, 5)", size.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Shapes.require(array, "states", 2, 15));
  }
}
