package org.truchman.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals a process of its own, which runs {@link #main}. */
@Timeout(20)
final class ProcessInterruptsTest {
  /** Waits for a signal and ends after it; with any argument it goes on waiting. */
  public static void main(String[] arguments) throws InterruptedException {
    boolean stubborn = arguments.length > 0;
    CountDownLatch heard = new CountDownLatch(1);
    try (Interrupts.Subscription signals =
        new ProcessInterrupts()
            .onInterrupt(
                () -> {
                  System.out.println("heard");
                  if (!stubborn) {
                    heard.countDown();
                  }
                })) {
      System.out.println("ready " + signals.hashCode());
      heard.await();
      System.out.println("snapshot written");
    }
    System.exit(ExitCode.INTERRUPTED);
  }

  private static Process start(String... arguments) throws IOException {
    assumeTrue(File.separatorChar == '/', "needs signals");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            place(ProcessInterrupts.class)
                + File.pathSeparator
                + place(ProcessInterruptsTest.class),
            ProcessInterruptsTest.class.getName());
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true).start();
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void firstSignalLetsTheWorkEnd() throws IOException, InterruptedException {
    Process process = start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertTrue(output.readLine().startsWith("ready"));
      process.toHandle().destroy(); // SIGTERM
      assertEquals("heard", output.readLine());
      assertEquals("snapshot written", output.readLine());
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(130, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void secondSignalEndsTheProcess() throws IOException, InterruptedException {
    Process process = start("stubborn");
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertTrue(output.readLine().startsWith("ready"));
      process.toHandle().destroy();
      assertEquals("heard", output.readLine());
      process.toHandle().destroy();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(130, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
