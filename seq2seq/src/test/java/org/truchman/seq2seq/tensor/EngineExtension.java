package org.truchman.seq2seq.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the engine, offline and on one thread, and gives each test that asks for one a fresh
 * {@link NDManager}, which is closed after the test.
 */
public final class EngineExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace SPACE = Namespace.create(EngineExtension.class);

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Engine.getEngine("PyTorch");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    JniUtils.setGradMode(false);
    context.getStore(SPACE).put(NDManager.class, NDManager.newBaseManager());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context.getStore(SPACE).get(NDManager.class, NDManager.class).close();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == NDManager.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(SPACE).get(NDManager.class, NDManager.class);
  }
}
