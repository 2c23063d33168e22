package org.truchman.seq2seq.training;

import ai.djl.engine.EngineException;
import java.util.regex.Pattern;

/** Knows the engine's complaints that the device has no memory left. */
public final class DeviceMemory {
  /** ATen's allocators: of the CPU (two spellings, by version), and of CUDA. */
  private static final Pattern EXHAUSTED =
      Pattern.compile("can't allocate memory|not enough memory|out of memory");

  private DeviceMemory() {}

  /** Whether the engine failed for want of memory. */
  public static boolean isExhausted(EngineException failure) {
    return failure.getMessage() != null && EXHAUSTED.matcher(failure.getMessage()).find();
  }
}
