package org.truchman.seq2seq;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The engine on one device, and the one thread that may touch it while it learns, or while a model
 * is loaded and closed. What translates on threads of its own {@linkplain #setUpThread sets them
 * up} in the same way.
 *
 * <p>Gradient mode, the teams of OpenMP and the order of operations all belong to a thread; giving
 * every call to the same one settles them at once. Whoever opens a runtime closes it.
 */
final class EngineRuntime implements AutoCloseable {
  private final ExecutorService thread;
  private final NDManager manager;
  private final String why;
  private final int threads;

  private EngineRuntime(ExecutorService thread, NDManager manager, String why, int threads) {
    this.thread = thread;
    this.manager = manager;
    this.why = why;
    this.threads = threads;
  }

  /**
   * Loads the engine, once in a process, and takes a device.
   *
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  static EngineRuntime open(EngineOptions options) {
    Engine engine = engine(options);
    String[] why = new String[1];
    Device device = device(engine, options.device(), why);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread t = new Thread(task, "truchman-engine");
              t.setDaemon(true);
              return t;
            });
    int threads =
        options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
    NDManager manager =
        call(
            thread,
            () -> {
              setUpThread(threads);
              return engine.newBaseManager(device);
            });
    return new EngineRuntime(thread, manager, why[0], threads);
  }

  /**
   * Makes the calling thread one that may search: it records no gradients, and its operations use
   * so many threads.
   */
  static void setUpThread(int threads) {
    JniUtils.setNumThreads(threads);
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** The engine, loaded with the library that the options name. */
  static synchronized Engine engine(EngineOptions options) {
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    if (options.libtorch() != null) {
      Libtorch.at(options.libtorch()).select();
    }
    return Engine.getEngine("PyTorch");
  }

  private static Device device(Engine engine, String wanted, String[] why) {
    int gpus = engine.getGpuCount();
    if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
      why[0] = wanted.equals("cpu") ? "asked for" : "auto: the engine sees no GPU";
      return Device.cpu();
    }
    int number = wanted.startsWith("gpu:") ? Integer.parseInt(wanted.substring(4)) : 0;
    if (number >= gpus) {
      throw new IllegalArgumentException(
          "device is "
              + wanted
              + ", but the engine sees "
              + gpus
              + " GPU(s); use --device cpu, or a libtorch for CUDA (--libtorch DIR)");
    }
    why[0] = wanted.equals("auto") ? "auto: the engine sees " + gpus + " GPU(s)" : "asked for";
    return Device.gpu(number);
  }

  /** The device, in words, and why it was chosen. */
  String description() {
    return isGpu() ? description("") : description(", " + count(threads, "thread"));
  }

  /** The same, where workers of so many threads each share the device. */
  String description(int workers, int threadsOfEach) {
    String each = isGpu() ? "" : " of " + count(threadsOfEach, "thread");
    return description(", " + count(workers, "worker") + each);
  }

  private String description(String team) {
    String device = isGpu() ? "gpu:" + manager.getDevice().getDeviceId() : "cpu";
    return device + team + " (" + why + ")";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Whether the device is a GPU. */
  boolean isGpu() {
    return manager.getDevice().isGpu();
  }

  /** The manager of the device; only the engine's thread may use it. */
  NDManager manager() {
    return manager;
  }

  /** Runs a task on the engine's thread and waits for it; its exceptions come out here. */
  <T> T call(Callable<T> task) {
    return call(thread, task);
  }

  private static <T> T call(ExecutorService thread, Callable<T> task) {
    try {
      return thread.submit(task).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the engine was at work", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    call(
        () -> {
          manager.close();
          return null;
        });
    thread.shutdown();
  }
}
