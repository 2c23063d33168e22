package org.truchman.seq2seq;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import java.util.ArrayList;
import java.util.List;

/** What the engine is made of and what it sees, for a person. */
public final class EngineReport {
  private EngineReport() {}

  /**
   * Loads the engine and describes it, one fact a line.
   *
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  public static List<String> lines(EngineOptions options) {
    Engine engine = EngineRuntime.engine(options);
    List<String> lines = new ArrayList<>();
    lines.add("engine: DJL " + Engine.getDjlVersion() + ", libtorch " + LibUtils.getVersion());
    lines.add("library: " + LibUtils.getLibtorchPath());
    int gpus = engine.getGpuCount();
    lines.add("devices: cpu" + (gpus == 0 ? " (the engine sees no GPU)" : ""));
    for (int i = 0; i < gpus; i++) {
      lines.add("devices: gpu:" + i);
    }
    try (EngineRuntime runtime = EngineRuntime.open(options)) {
      lines.add("in use: " + runtime.description());
    }
    return lines;
  }
}
