package org.truchman.seq2seq.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ServiceOptionsTest {
  private static final ServiceOptions OPTIONS = ServiceOptions.defaults();

  private static int decided(ServiceOptions options, boolean gpu, int processors, int threads) {
    return options.decided(gpu, processors, threads).workers();
  }

  @Test
  void withoutAWordThereIsAWorkerForEachProcessorUpToSixteen() {
    assertEquals(1, decided(OPTIONS, false, 1, 0));
    assertEquals(2, decided(OPTIONS, false, 2, 0));
    assertEquals(16, decided(OPTIONS, false, 96, 0));
  }

  @Test
  void workersOfSeveralThreadsAreFewer() {
    assertEquals(2, decided(OPTIONS, false, 8, 4));
    assertEquals(2, decided(OPTIONS, false, 8, 3));
    assertEquals(1, decided(OPTIONS, false, 2, 5));
  }

  @Test
  void aGpuHasOneWorkerUnlessAskedFor() {
    assertEquals(1, decided(OPTIONS, true, 16, 0));
    assertEquals(3, decided(OPTIONS.withWorkers(3), true, 16, 0));
    assertEquals(3, decided(OPTIONS.withWorkers(3), false, 2, 2));
  }

  @Test
  void valuesThatAreNotAllowedAreNamed() {
    refused("workers is -1; allowed: 0 to 256", () -> OPTIONS.withWorkers(-1));
    refused("batchTokens is 0; allowed: 1 to 10000000", () -> OPTIONS.withBatchTokens(0));
    refused("queueSize is 0; allowed: 1 to 10000000", () -> OPTIONS.withQueueSize(0));
    refused("delay is PT-1S; allowed: 0 to 60", () -> OPTIONS.withDelay(Duration.ofSeconds(-1)));
    refused("delay is PT2M; allowed: 0 to 60", () -> OPTIONS.withDelay(Duration.ofMinutes(2)));
  }

  private static void refused(String message, Executable making) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, making);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void aDeadlinePassesOrNeverDoes() {
    assertTrue(Deadline.after(Duration.ZERO).nanosLeft() <= 0);
    assertTrue(Deadline.after(Duration.ofHours(1)).nanosLeft() > 0);
    long never = Deadline.after(null).nanosLeft();
    assertTrue(never > 0 && System.nanoTime() + never > System.nanoTime());
    assertEquals(never, Deadline.after(Duration.ofDays(365_000_000)).nanosLeft());
  }
}
