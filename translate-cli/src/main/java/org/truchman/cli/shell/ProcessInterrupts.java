package org.truchman.cli.shell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears the signals of this process: Ctrl-C (INT) and termination (TERM).
 *
 * <p>A shutdown hook would not do: it cannot see a second Ctrl-C, and it cannot choose the exit
 * code. {@code sun.misc.Signal} can; it is part of the supported module {@code jdk.unsupported} and
 * is reached by reflection because the compiler warns of it in a way that cannot be switched off.
 */
public final class ProcessInterrupts implements Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  @Override
  public Subscription onInterrupt(Runnable action) {
    AtomicBoolean heard = new AtomicBoolean();
    Runnable onSignal =
        () -> {
          if (heard.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
          action.run();
        };
    try {
      List<Runnable> undo = new ArrayList<>();
      for (String name : SIGNALS) {
        undo.add(handle(name, onSignal));
      }
      return () -> undo.forEach(Runnable::run);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java cannot hear Ctrl-C (start it with jdk.unsupported and without -Xrs)", e);
    }
  }

  private static Runnable handle(String name, Runnable onSignal)
      throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Constructor<?> constructor = signals.getConstructor(String.class);
    Method handle = signals.getMethod("handle", signals, handlers);
    Object signal = constructor.newInstance(name);
    Object handler =
        Proxy.newProxyInstance(
            ProcessInterrupts.class.getClassLoader(),
            new Class<?>[] {handlers},
            (self, method, arguments) -> answer(self, method, arguments, onSignal));
    Object previous = handle.invoke(null, signal, handler);
    return () -> {
      try {
        handle.invoke(null, signal, previous);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot restore the handler of SIG" + name, e);
      }
    };
  }

  private static Object answer(Object self, Method method, Object[] arguments, Runnable onSignal) {
    return switch (method.getName()) {
      case "handle" -> {
        onSignal.run();
        yield null;
      }
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "the handler of truchman";
    };
  }
}
