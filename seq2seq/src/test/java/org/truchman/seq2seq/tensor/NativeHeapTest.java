package org.truchman.seq2seq.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the engine has freed goes back to the system. */
@ExtendWith(EngineExtension.class)
class NativeHeapTest {
  private static final int ARRAYS = 1000;
  private static final int BYTES = 100_000;

  /**
   * Arrays too small to be mapped by themselves, and every tenth stays: holes that no top is above.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void holesBetweenArraysAreGivenBack() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<NDArray> arrays = new ArrayList<>();
      for (int i = 0; i < ARRAYS; i++) {
        arrays.add(manager.ones(new Shape(BYTES / Float.BYTES)));
      }
      for (int i = 0; i < ARRAYS; i++) {
        if (i % 10 != 0) {
          arrays.get(i).close();
        }
      }
      long before = residentKib();
      assertTrue(NativeHeap.trim());
      long freed = before - residentKib();
      long holes = ARRAYS * 9L / 10 * BYTES / 1024;
      assertTrue(freed > holes / 2, freed + " KiB given back of " + holes);
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
