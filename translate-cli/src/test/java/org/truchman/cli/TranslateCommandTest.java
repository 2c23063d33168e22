package org.truchman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.Terminals;
import org.truchman.seq2seq.LongLines;
import org.truchman.seq2seq.service.ServiceOptions;

@Timeout(20)
final class TranslateCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path model;
  @TempDir Path folder;

  private int translate(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "translate";
    all[1] = "--model";
    all[2] = model;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return stage.run(all);
  }

  @Test
  void linesComeOutInOrder() {
    assertEquals(0, stage.input("one\ntwo\nthree\n").run("translate", "-m", model));
    assertEquals("ONE\nTWO\nTHREE\n", stage.out());
    assertEquals("", stage.err());
    assertEquals(1, stage.library.closed);
  }

  @Test
  void emptyLineStaysEmpty() {
    stage.input("a\n\n\nb\n");
    assertEquals(0, translate());
    assertEquals("A\n\n\nB\n", stage.out());
  }

  @Test
  void noLinesGiveNoLines() {
    assertEquals(0, translate());
    assertEquals("", stage.out());
  }

  @Test
  void lastLineNeedsNoLineFeed() {
    stage.input("a\nb");
    assertEquals(0, translate());
    assertEquals("A\nB\n", stage.out());
  }

  @Test
  void carriageReturnBeforeLineFeedIsNoText() {
    stage.input("a\r\nb\r\n");
    assertEquals(0, translate());
    assertEquals("A\nB\n", stage.out());
  }

  @Test
  void loneCarriageReturnEndsNoLine() {
    stage.input("a\rb\nc\n");
    assertEquals(0, translate());
    assertEquals("A\rB\nC\n", stage.out());
  }

  @Test
  void markupIsPlainText() {
    stage.input("<s> </s> <unk>\n");
    assertEquals(0, translate());
    assertEquals("<S> </S> <UNK>\n", stage.out());
  }

  @Test
  void badUtf8NamesStandardInputLineAndColumn() {
    stage.input(new byte[] {'a', '\n', 'b', 'c', (byte) 0xC3, '\n'});
    assertEquals(3, translate());
    assertTrue(stage.err().contains("<stdin>:2:"), stage.err());
    assertTrue(stage.err().contains("0xC3 at column 3"), stage.err());
    assertEquals(1, stage.err().lines().count());
    assertEquals("A\n", stage.out());
  }

  @Test
  void argumentsAreOneText() {
    assertEquals(0, translate("a", "dog", "runs"));
    assertEquals("A DOG RUNS\n", stage.out());
  }

  @Test
  void argumentThatBeginsWithAtIsText() throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "--help");
    assertEquals(0, translate("@" + file));
    assertTrue(stage.out().startsWith("@"), stage.out());
  }

  @Test
  void fileBecomesFile() throws IOException {
    Path in = Files.writeString(folder.resolve("in.txt"), "grün\nzwei\n");
    Path out = folder.resolve("out.txt");
    assertEquals(0, translate("--input", in, "--output", out));
    assertEquals("GRÜN\nZWEI\n", Files.readString(out));
    assertEquals("", stage.out());
    assertEquals(List.of("in.txt", "out.txt"), names());
  }

  @Test
  void gzipIsRead() throws IOException {
    Path in = folder.resolve("in.gz");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(in))) {
      zipped.write("a\nb\n".getBytes(UTF_8));
    }
    assertEquals(0, translate("-i", in));
    assertEquals("A\nB\n", stage.out());
  }

  @Test
  void fileMayReplaceItself() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "a\nb\n");
    assertEquals(0, translate("-i", file, "-o", file));
    assertEquals("A\nB\n", Files.readString(file));
  }

  @Test
  void failureLeavesTheOldOutputWhole() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "old");
    stage.input("a\n").library.failure = new IllegalStateException("engine died");
    assertEquals(1, translate("-o", out));
    assertEquals("old", Files.readString(out));
    assertEquals(List.of("out"), names());
    assertEquals("truchman: engine died\n", stage.err());
  }

  @Test
  void directoryAsOutputIsRefusedBeforeAnyWork() {
    stage.input("a\n");
    assertEquals(2, translate("-o", folder));
    assertTrue(stage.err().contains(folder + ": is a directory"), stage.err());
    assertNull(stage.library.opened);
  }

  @Test
  void outputInMissingDirectoryIsRefusedBeforeAnyWork() {
    assertEquals(2, translate("-o", folder.resolve("no/out")));
    assertTrue(stage.err().contains("there is no directory"), stage.err());
    assertNull(stage.library.opened);
  }

  @Test
  void missingInputIsBadInput() {
    assertEquals(3, translate("-i", folder.resolve("none")));
    assertTrue(stage.err().contains("none: no such file"), stage.err());
    assertNull(stage.library.opened);
  }

  @Test
  void directoryAsInputIsBadInput() {
    assertEquals(3, translate("-i", folder));
    assertTrue(stage.err().contains("is a directory"), stage.err());
  }

  @Test
  void textFromTwoPlacesIsWrongUsage() throws IOException {
    Path in = Files.writeString(folder.resolve("in"), "a\n");
    assertEquals(2, translate("-i", in, "b"));
    assertTrue(stage.err().contains("given twice"), stage.err());
  }

  @Test
  void modelIsRequired() {
    assertEquals(2, stage.run("translate"));
    assertEquals("truchman: translate needs --model DIR\n", stage.err());
  }

  @Test
  void modelThatCannotBeReadFails() {
    assertEquals(1, stage.run("translate", "-m", folder.resolve("none"), "hello"));
    assertTrue(stage.err().contains("no model directory"), stage.err());
  }

  @Test
  void closedPipeIsNoError() {
    stage.brokenOut = failing("Broken pipe");
    stage.input("a\nb\n");
    assertEquals(0, translate());
    assertEquals("", stage.err());
  }

  @Test
  void fullDiskIsAnError() {
    stage.brokenOut = failing("No space left on device");
    stage.input("a\nb\n");
    assertEquals(1, translate());
    assertEquals("truchman: standard output: No space left on device\n", stage.err());
  }

  @Test
  void closedPipeIsRecognisedInEveryLanguage() {
    stage.terminals = new Terminals(false, false, false, true);
    stage.brokenOut = failing("Daten\u00fcbergabe unterbrochen");
    stage.input("a\n");
    assertEquals(0, translate());
  }

  @Test
  void outputIsCutIntoWindowsButNotChanged() throws IOException {
    int lines = 2 * ReadAhead.WINDOW_LINES + 7;
    String text = IntStream.range(0, lines).mapToObj(i -> "w" + i).collect(lines());
    Path in = Files.writeString(folder.resolve("in"), text);
    assertEquals(0, translate("-i", in));
    assertEquals(text.replace('w', 'W'), stage.out());
    List<Integer> windows = stage.library.windows.stream().sorted().toList(); // two at once
    assertEquals(List.of(7, ReadAhead.WINDOW_LINES, ReadAhead.WINDOW_LINES), windows);
  }

  @Test
  void pipeIsAnsweredLineByLine() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    stage.in = new PipedInputStream(writer);
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(9);
    stage.brokenOut =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            answers.add(new String(bytes, offset, length, UTF_8));
          }
        };
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> translate());
    for (String line : List.of("one", "two")) {
      writer.write((line + "\n").getBytes(UTF_8));
      writer.flush();
      assertEquals(line.toUpperCase(Locale.ROOT) + "\n", answers.poll(9, TimeUnit.SECONDS));
    }
    writer.close();
    assertEquals(0, run.get());
  }

  @Test
  void typedLinesAreAnsweredAfterAPrompt() {
    stage.terminals = new Terminals(true, true, true, false);
    stage.input("hello\nworld\n");
    assertEquals(0, translate());
    assertEquals("HELLO\nWORLD\n", stage.out());
    assertTrue(stage.err().contains("Ctrl-D"), stage.err());
    assertTrue(stage.err().endsWith("> > > \n"), stage.err());
  }

  @Test
  void quietPromptIsSilent() {
    stage.terminals = new Terminals(true, true, true, false);
    stage.input("hello\n");
    assertEquals(0, translate("--quiet"));
    assertEquals("", stage.err());
  }

  @Test
  void nBestListsScoresAndEndsWithAnEmptyLine() {
    assertEquals(0, translate("--n-best", "2", "yes"));
    assertEquals("YES ||| -0.2500\nYES? ||| -0.5000\n\n", stage.out());
    assertEquals(2, stage.library.options.search().nBest());
  }

  @Test
  void longLineFailsBeforeAnyOutput() throws IOException {
    String text = "a\n".repeat(ReadAhead.WINDOW_LINES + 1) + "a b c d e\n";
    Path in = Files.writeString(folder.resolve("in"), text);
    assertEquals(3, translate("-i", in, "--long-lines", "fail"));
    assertEquals("", stage.out());
    String place = in + ":" + (ReadAhead.WINDOW_LINES + 2) + ": line has 5 pieces; at most 4";
    assertTrue(stage.err().contains(place), stage.err());
  }

  @Test
  void linesThatFitPassWhenLongOnesWouldFail() {
    stage.input("a b\nc\n");
    assertEquals(0, translate("--long-lines=FAIL"));
    assertEquals("A B\nC\n", stage.out());
  }

  @Test
  void searchFlagsReachTheModel() {
    assertEquals(0, translate("--beam-size", "9", "--batch-size", "7", "x"));
    assertEquals(9, stage.library.options.search().beamSize());
    assertEquals(7, stage.library.options.search().batchSize());
    assertEquals(LongLines.SPLIT, stage.library.options.longLines());
  }

  @Test
  void withoutFlagsTheModelsOwnSearchHolds() {
    assertEquals(0, translate("x"));
    assertNull(stage.library.options.search());
  }

  @Test
  void engineFlagsReachTheEngine() {
    assertEquals(0, translate("--device", "gpu:1", "--threads", "2", "--libtorch", folder, "x"));
    assertEquals("gpu:1", stage.library.options.engine().device());
    assertEquals(2, stage.library.options.engine().threads());
    assertEquals(folder, stage.library.options.engine().libtorch());
  }

  @Test
  void workerFlagsReachTheTranslator() {
    assertEquals(0, translate("--workers", "3", "--batch-tokens", "500", "x"));
    ServiceOptions expected = ServiceOptions.defaults().withWorkers(3).withBatchTokens(500);
    assertEquals(expected, stage.library.options.service());
  }

  @Test
  void withoutFlagsTheWorkersAreTheMachines() {
    assertEquals(0, translate("x"));
    assertEquals(ServiceOptions.defaults(), stage.library.options.service());
  }

  @ParameterizedTest
  @CsvSource({
    "--workers,-1",
    "--workers,x",
    "--batch-tokens,0",
    "--device,tpu",
    "--threads,-1",
    "--beam-size,0",
    "--long-lines,cut",
    "--beam-size,x"
  })
  void valueThatIsNotAllowedIsWrongUsage(String flag, String value) {
    assertEquals(2, translate(flag + "=" + value, "x"));
    assertTrue(stage.err().startsWith("truchman: "), stage.err());
    assertEquals("", stage.out());
  }

  @Test
  void settingsOfTheSearchMayChange() {
    assertEquals(0, translate("--set", "search.lengthPenalty=0.5", "x"));
    assertEquals(0.5, stage.library.options.search().lengthPenalty());
  }

  @Test
  void settingsOfTheModelMayNot() {
    assertEquals(2, translate("--set", "model.hiddenSize=64", "x"));
    assertTrue(stage.err().contains("only search settings"), stage.err());
  }

  @Test
  void dumpedConfigurationShowsTheChange() {
    assertEquals(0, translate("--dump-config", "--beam-size", "3"));
    assertTrue(stage.out().contains("\"beamSize\": 3"), stage.out());
    assertTrue(stage.out().contains("\"sourceLanguage\": \"en\""), stage.out());
    assertNull(stage.library.opened);
  }

  @Test
  void barIsDrawnOnTerminalsOnly() throws IOException {
    Path in = Files.writeString(folder.resolve("in"), "a\nb\n");
    stage.terminals = new Terminals(false, false, true, false);
    assertEquals(0, translate("-i", in, "-o", folder.resolve("out")));
    assertTrue(stage.err().contains("Translating"), stage.err());
    assertTrue(stage.err().contains("2/2 lines"), stage.err());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void barNeverMixesWithResultsNorWithQuiet(boolean quiet) throws IOException {
    Path in = Files.writeString(folder.resolve("in"), "a\nb\n");
    stage.terminals = new Terminals(true, !quiet, true, false);
    assertEquals(0, quiet ? translate("-q", "-i", in) : translate("-i", in));
    assertEquals("", stage.err());
  }

  @Test
  void lineFeedInAnArgumentDividesLines() {
    assertEquals(0, translate("one\ntwo"));
    assertEquals("ONE\nTWO\n", stage.out());
    assertFalse(stage.library.windows.contains(1));
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n", "", "\n");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
