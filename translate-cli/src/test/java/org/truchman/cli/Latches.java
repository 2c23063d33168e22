package org.truchman.cli;

import java.util.concurrent.CountDownLatch;

/** Waits in places where no checked exception may come out. */
public final class Latches {
  private Latches() {}

  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
