package org.truchman.cli.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truchman.cli.Latches;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Library;
import org.truchman.seq2seq.Alternative;
import org.truchman.seq2seq.LongLineException;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;

@Timeout(20)
final class WindowPipelineTest {
  private static final int WINDOW = ReadAhead.WINDOW_LINES;

  /** "Translates" a window by giving it back, after whatever a test does with it. */
  private static CountingTranslator echo(UnaryOperator<List<String>> before) {
    return new CountingTranslator(
        new Library.LineTranslator() {
          @Override
          public List<Translation> translate(List<String> lines) {
            return before.apply(lines).stream()
                .map(line -> new Translation(line, 0, List.of(new Alternative(line, 0))))
                .toList();
          }

          @Override
          public Configuration configuration() {
            return Configuration.defaults();
          }

          @Override
          public void close() {}
        },
        "<test>");
  }

  private static ReadAhead input(InputStream in) {
    return new ReadAhead(Utf8Lines.of(in, "<test>"), true);
  }

  private static ReadAhead numbers(int count) {
    String text = IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
    return input(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> all(WindowPipeline pipeline) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (List<Translation> next = pipeline.next(); !next.isEmpty(); next = pipeline.next()) {
      next.forEach(translation -> lines.add(translation.text()));
    }
    return lines;
  }

  @Test
  void windowsKeepTheirOrderWhicheverIsDoneFirst() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    CountingTranslator lateFirst =
        echo(
            lines -> {
              if (lines.get(0).equals("0")) {
                Latches.await(second);
              } else {
                second.countDown();
              }
              return lines;
            });
    int count = 7 * WINDOW + 1;
    try (ReadAhead input = numbers(count);
        WindowPipeline pipeline = new WindowPipeline(input, lateFirst, 0)) {
      List<String> expected = IntStream.range(0, count).mapToObj(Integer::toString).toList();
      assertEquals(expected, all(pipeline));
    }
  }

  @Test
  void readingStaysAFewWindowsAhead() throws Exception {
    AtomicLong read = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return read.getAndIncrement() % 2 == 0 ? 'a' : '\n';
          }
        };
    // Up to three windows behind the one that is waited for are begun, and may be done before it.
    Semaphore allowed = new Semaphore(3);
    CountingTranslator held =
        echo(
            lines -> {
              allowed.acquireUninterruptibly();
              return lines;
            });
    try (ReadAhead input = input(endless);
        WindowPipeline pipeline = new WindowPipeline(input, held, 0)) {
      for (int window = 1; window <= 30; window++) {
        allowed.release();
        assertEquals(WINDOW, pipeline.next().size());
        // 2 wait, 2 more are begun or about to be, 1 is collected, 1 read ahead; and a buffer.
        long ahead = read.get() / 2 - (long) window * WINDOW;
        assertTrue(ahead <= 6L * WINDOW + (1 << 16), ahead + " lines ahead");
      }
      allowed.release(1000);
    }
  }

  @Test
  void whatIsWrongWithTheInputComesAfterTheLinesBefore() throws Exception {
    byte[] bytes = ("x\n".repeat(WINDOW + 2) + "?\n").getBytes(UTF_8);
    bytes[bytes.length - 2] = (byte) 0xFF;
    try (ReadAhead input = input(new ByteArrayInputStream(bytes));
        WindowPipeline pipeline = new WindowPipeline(input, echo(lines -> lines), 0)) {
      assertEquals(WINDOW, pipeline.next().size());
      assertEquals(2, pipeline.next().size());
      CorpusException e = assertThrows(CorpusException.class, pipeline::next);
      assertTrue(e.getMessage().contains("<test>:" + (WINDOW + 3)), e.getMessage());
    }
  }

  @Test
  void aLineThatFailsIsNamedByItsPlaceInTheInput() throws Exception {
    CountingTranslator strict =
        echo(
            lines -> {
              int place = lines.indexOf(String.valueOf(WINDOW + 5));
              if (place >= 0) {
                throw new LongLineException(place, 7, 4);
              }
              return lines;
            });
    try (ReadAhead input = numbers(2 * WINDOW);
        WindowPipeline pipeline = new WindowPipeline(input, strict, 1_000_000)) {
      assertEquals(WINDOW, pipeline.next().size());
      CommandFailure e = assertThrows(CommandFailure.class, pipeline::next);
      assertTrue(e.getMessage().startsWith("<test>:" + (1_000_000 + WINDOW + 6) + ": line has 7"));
    }
  }

  @Test
  void anErrorStaysAnError() throws Exception {
    CountingTranslator broken =
        echo(
            lines -> {
              throw new OutOfMemoryError("test");
            });
    try (ReadAhead input = numbers(1);
        WindowPipeline pipeline = new WindowPipeline(input, broken, 0)) {
      assertThrows(OutOfMemoryError.class, pipeline::next);
    }
  }
}
