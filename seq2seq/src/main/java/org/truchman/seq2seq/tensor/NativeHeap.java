package org.truchman.seq2seq.tensor;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The memory that the engine allocates outside the Java heap.
 *
 * <p>Batches of all lengths leave holes of all sizes in malloc's heaps; which of them are used
 * again is chance, so over hours more and more of their pages would stay with the process. What is
 * free is given back now and then; the next batches take as much as they need, a fraction of a
 * second in a minute.
 */
public final class NativeHeap {
  private static final int BATCHES = 200;
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String TRIM = "systemTrimNativeHeap";

  private NativeHeap() {}

  /**
   * Gives free pages back every 200 batches.
   *
   * @param number of the batch, from 1
   */
  public static void afterBatch(long number) {
    if (number % BATCHES == 0) {
      trim();
    }
  }

  /**
   * Gives free pages back to the system.
   *
   * @return whether this JDK and system can (HotSpot on Linux with glibc); where they cannot, pages
   *     stay
   */
  static boolean trim() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName commands = new ObjectName(COMMANDS);
      server.invoke(commands, TRIM, null, null);
      return true;
    } catch (JMException unknown) {
      return false;
    }
  }
}
