package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where and how the engine computes.
 *
 * @param device {@code auto} (a GPU when the engine sees one), {@code cpu}, {@code gpu} or {@code
 *     gpu:N}
 * @param libtorch folder of an installed libtorch, or null for the one on the class path; decided
 *     by the first engine that a process opens
 * @param threads of one operation on the CPU; 0 means all processors, which the workers of a
 *     translator divide among themselves
 */
public record EngineOptions(String device, Path libtorch, int threads) {
  private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu|gpu:\\d{1,4}");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public EngineOptions {
    if (!DEVICE.matcher(device).matches()) {
      throw new IllegalArgumentException(
          "device is \"" + device + "\"; allowed: auto, cpu, gpu, gpu:N (as gpu:0)");
    }
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException(
          "threads is " + threads + "; allowed: 0 (all processors) to 1024");
    }
  }

  /** The automatic choice. */
  public static EngineOptions defaults() {
    return new EngineOptions("auto", null, 0);
  }

  /** A copy with another device. */
  public EngineOptions withDevice(String value) {
    return new EngineOptions(value, libtorch, threads);
  }

  /** A copy with another number of threads. */
  public EngineOptions withThreads(int value) {
    return new EngineOptions(device, libtorch, value);
  }
}
