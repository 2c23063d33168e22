package org.truchman.seq2seq;

import java.util.function.Function;

/**
 * A network on an engine of its own, until it is closed. Callers wait in line for the one thread
 * that owns the engine.
 *
 * @param <N> the network, or what holds it; closed on the engine's thread
 */
final class OpenNetwork<N extends AutoCloseable> implements AutoCloseable {
  private final String name;
  private final EngineRuntime engine;
  private final N network;
  private boolean closed;

  private OpenNetwork(String name, EngineRuntime engine, N network) {
    this.name = name;
    this.engine = engine;
    this.network = network;
  }

  /**
   * Opens an engine and loads a network on it; if that fails, the engine is closed.
   *
   * @param name for messages, as in "the scorer of models/en-de"
   * @param load on the calling thread
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  static <N extends AutoCloseable> OpenNetwork<N> open(
      String name, EngineOptions options, Function<EngineRuntime, N> load) {
    EngineRuntime engine = EngineRuntime.open(options);
    try {
      return new OpenNetwork<>(name, engine, load.apply(engine));
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Runs a task on the engine's thread and waits for it; its exceptions come out here.
   *
   * @throws IllegalStateException if the network is closed
   */
  synchronized <T> T call(Function<N, T> task) {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    return engine.call(() -> task.apply(network));
  }

  /** Closes both; what is closed already stays so. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.call(
        () -> {
          network.close();
          return null;
        });
    engine.close();
  }
}
