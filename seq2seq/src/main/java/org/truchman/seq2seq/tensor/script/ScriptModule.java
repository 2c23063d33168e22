package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * TorchScript methods compiled for one device. They record no gradients, may be called from any
 * thread, and give their results to the manager that is named.
 */
final class ScriptModule implements AutoCloseable {
  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private ScriptModule(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /** Compiles methods for the device of {@code parent}; close the module before it. */
  static ScriptModule open(NDManager parent, String methods) {
    PtNDManager manager = (PtNDManager) parent.newSubManager();
    byte[] archive = ScriptArchive.of(methods);
    try {
      JniUtils.setGraphExecutorOptimize(false);
      return new ScriptModule(
          manager, JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false));
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException("scripted operators cannot be loaded", e);
    }
  }

  /** The manager of what belongs to the methods themselves. */
  PtNDManager manager() {
    return manager;
  }

  /** The methods, as the bindings take them. */
  PtSymbolBlock block() {
    return block;
  }

  /**
   * Calls a method whose results are arrays.
   *
   * @param arguments arrays, lists of arrays, ints, doubles, booleans, or what {@link #keep} gave
   */
  NDList call(NDManager to, String method, Object... arguments) {
    try (IValue result = keep(method, arguments)) {
      return result.toNDList((PtNDManager) to);
    }
  }

  /** Calls a method whose result is kept as it is, for later calls; whoever keeps it closes it. */
  IValue keep(String method, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = value(arguments[i]);
      }
      return IValueUtils.runMethod(block, method, values);
    } finally {
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null && values[i] != arguments[i]) {
          values[i].close();
        }
      }
    }
  }

  private static IValue value(Object argument) {
    if (argument instanceof IValue kept) {
      return kept;
    }
    if (argument instanceof Integer number) {
      return IValue.from(number.longValue());
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag);
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof NDList list) {
      return IValue.listFrom(list.toArray(new PtNDArray[0]));
    }
    return IValue.from((PtNDArray) (NDArray) argument);
  }

  @Override
  public void close() {
    manager.close();
  }
}
