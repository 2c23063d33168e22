package org.truchman.seq2seq.tensor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.truchman.seq2seq.tensor.EngineExtension;

/** Chunks share the rows evenly, and their logits lie in one place. */
@ExtendWith(EngineExtension.class)
class OutputChunksTest {
  @Test
  void chunksShareTheRowsEvenly() {
    try (NDManager manager = NDManager.newBaseManager()) {
      OutputChunks chunks = new OutputChunks(manager, 1000);
      assertEquals(1000, chunks.rows(1000));
      assertEquals(501, chunks.rows(1001));
      assertEquals(834, chunks.rows(2500));
    }
  }

  @Test
  void roomIsKeptUntilMoreIsNeededAndLastIsAsLargeAsAChunkCanBe() {
    try (NDManager manager = NDManager.newBaseManager()) {
      OutputChunks chunks = new OutputChunks(manager, 1000);
      NDArray first = chunks.room(100, OutputChunksTest::room);
      assertEquals(new Shape(128, 7), first.getShape());
      assertSame(first, chunks.room(127, OutputChunksTest::room));
      assertSame(first, chunks.room(5, OutputChunksTest::room));

      assertEquals(new Shape(1000, 7), chunks.room(700, OutputChunksTest::room).getShape());
      assertEquals(1, manager.getManagedArrays().size(), "the smaller room was given back");
    }
  }

  private static NDArray room(NDManager owner, int rows) {
    return owner.zeros(new Shape(rows, 7));
  }
}
