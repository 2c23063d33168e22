package org.truchman.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;

@Timeout(20)
final class ReadAheadTest {
  private static Utf8Lines lines(byte[] bytes) {
    return Utf8Lines.of(new ByteArrayInputStream(bytes), "<test>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyLineComesOnceAndInOrder(boolean patient) throws InterruptedException {
    List<String> expected =
        IntStream.range(0, 5 * ReadAhead.WINDOW_LINES + 3).mapToObj(Integer::toString).toList();
    List<String> seen = new ArrayList<>();
    try (ReadAhead input =
        new ReadAhead(lines(String.join("\n", expected).getBytes(UTF_8)), patient)) {
      for (List<String> window = input.window(); !window.isEmpty(); window = input.window()) {
        seen.addAll(window);
      }
      assertEquals(List.of(), input.window());
    }
    assertEquals(expected, seen);
  }

  @Test
  void patientWindowsAreFull() throws InterruptedException {
    byte[] text = "x\n".repeat(ReadAhead.WINDOW_LINES + 1).getBytes(UTF_8);
    try (ReadAhead input = new ReadAhead(lines(text), true)) {
      assertEquals(ReadAhead.WINDOW_LINES, input.window().size());
      assertEquals(1, input.window().size());
    }
  }

  @Test
  void linesBeforeAFailureComeFirst() throws InterruptedException {
    try (ReadAhead input =
        new ReadAhead(lines(new byte[] {'a', '\n', (byte) 0xFF, '\n', 'b', '\n'}), true)) {
      assertEquals(List.of("a"), input.window());
      assertThrows(CorpusException.class, input::window);
      assertThrows(CorpusException.class, input::window);
    }
  }

  @Test
  void aFailureIsNotLostWhenAsManyLinesAsThereIsRoomForAreAhead() throws InterruptedException {
    byte[] text = ("x\n".repeat(ReadAhead.WINDOW_LINES) + "?\n").getBytes(UTF_8);
    text[text.length - 2] = (byte) 0xFF;
    try (ReadAhead input = new ReadAhead(lines(text), true)) {
      while (isReading()) {
        Thread.onSpinWait();
      }
      assertEquals(ReadAhead.WINDOW_LINES, input.window().size());
      assertThrows(CorpusException.class, input::window);
    }
  }

  /** Whether a reader neither waits for room nor has ended. */
  private static boolean isReading() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("truchman-input"))
        .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
  }
}
