package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCorpusTest {
  private static final PairRules STRICT =
      new PairRules(40, 5, 3, true, ScriptRule.ofLanguage("en", 0.5), ScriptRule.ANY);

  @TempDir private Path folder;
  private Path work;
  private final List<String> rejected = new ArrayList<>();

  @BeforeEach
  void makeFolder() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    rejected.clear();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }

  private CorpusSource tsv(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new CorpusSource.TsvStream(
        new ByteArrayInputStream(bytes), "<stdin>", CorpusSource.Columns.FIRST_TWO);
  }

  private CleanCorpus clean(
      List<CorpusSource> sources, PairRules rules, Set<DuplicateKind> duplicates, int threads) {
    return CleanCorpus.of(
        new CorpusCleaning(sources, InvalidText.FAIL, rules, duplicates, threads),
        work,
        this::reject,
        CorpusProgress.SILENT,
        () -> false);
  }

  private void reject(DropReason reason, String file, SentencePair pair) {
    rejected.add(reason + "@" + file + ":" + pair.lineNumber());
  }

  /** The kept pairs as {@code file:line source|target}. */
  private List<String> kept(CleanCorpus corpus) {
    List<String> kept = new ArrayList<>();
    try (CleanCorpus.Pairs pairs = corpus.pairs(this::reject)) {
      pairs.forEachRemaining(
          p ->
              kept.add(
                  p.file()
                      + ":"
                      + p.pair().lineNumber()
                      + " "
                      + p.pair().source()
                      + "|"
                      + p.pair().target()));
    }
    return kept;
  }

  @Test
  void everyPairIsKeptOrCountedAndNamed() throws IOException {
    Path source = file("a.en", "one\n\n a  dog \nOK\nвон\nx y z a b c\nword\nabcdefgh\n");
    Path target = file("a.de", "eins\nzwei\nHund\nOK\nraus\nu v w q r s\n\nab\n");
    try (CleanCorpus corpus =
        clean(List.of(new CorpusSource.TwoFiles(source, target)), STRICT, Set.of(), 2)) {
      assertEquals(List.of(source + ":1 one|eins", source + ":3 a dog|Hund"), kept(corpus));
      CorpusReport report = corpus.report();
      assertEquals(8, report.read());
      assertEquals(2, report.kept());
      assertEquals(
          Map.of(
              DropReason.EMPTY_SOURCE, 1L,
              DropReason.SAME_TEXT, 1L,
              DropReason.WRONG_SCRIPT_SOURCE, 1L,
              DropReason.TOO_MANY_WORDS, 1L,
              DropReason.EMPTY_TARGET, 1L,
              DropReason.LENGTH_RATIO, 1L),
          report.dropped());
      assertEquals(
          List.of(
              "EMPTY_SOURCE@" + source + ":2",
              "SAME_TEXT@" + source + ":4",
              "WRONG_SCRIPT_SOURCE@" + source + ":5",
              "TOO_MANY_WORDS@" + source + ":6",
              "EMPTY_TARGET@" + source + ":7",
              "LENGTH_RATIO@" + source + ":8"),
          rejected);
    }
    try (Stream<Path> left = Files.list(work)) {
      assertEquals(0, left.count(), "temporary files are gone");
    }
  }

  @Test
  void filesGzipColumnsAndStreamsFollowEachOther() throws IOException {
    Path zipped = folder.resolve("b.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("7\tzwei\ttwo\n8\tdrei\tthree\textra\n".getBytes(StandardCharsets.UTF_8));
    }
    List<CorpusSource> sources =
        List.of(
            new CorpusSource.TwoFiles(file("a.en", "one\n"), file("a.de", "eins\n")),
            new CorpusSource.Tsv(zipped, new CorpusSource.Columns(3, 2)),
            tsv("four\tvier\n"));
    try (CleanCorpus corpus = clean(sources, PairRules.defaults(), Set.of(), 1)) {
      assertEquals(
          List.of(
              folder.resolve("a.en") + ":1 one|eins",
              zipped + ":1 two|zwei",
              zipped + ":2 three|drei",
              "<stdin>:1 four|vier"),
          kept(corpus));
    }
  }

  @Test
  void theFirstOfEqualPairsIsKept() {
    String text = "a\tx\nb\ty\na\tx\na \tx\na\tz\nc\ty\nA\tx\n";
    try (CleanCorpus corpus =
        clean(List.of(tsv(text)), PairRules.defaults(), Set.of(DuplicateKind.PAIR), 1)) {
      assertEquals(
          List.of(
              "<stdin>:1 a|x", "<stdin>:2 b|y", "<stdin>:5 a|z", "<stdin>:6 c|y", "<stdin>:7 A|x"),
          kept(corpus));
      assertEquals(Map.of(DropReason.DUPLICATE_PAIR, 2L), corpus.report().dropped());
      assertEquals(List.of("DUPLICATE_PAIR@<stdin>:3", "DUPLICATE_PAIR@<stdin>:4"), rejected);
    }
  }

  @Test
  void eachKindOfDuplicateIsLookedForAmongWhatIsLeft() {
    // Line 3 goes for its source; so line 4, with its target, stays.
    String text = "a\tx\na\tx\na\ty\nb\ty\nc\tx\n";
    try (CleanCorpus corpus =
        clean(
            List.of(tsv(text)),
            PairRules.defaults(),
            Set.of(DuplicateKind.TARGET, DuplicateKind.SOURCE, DuplicateKind.PAIR),
            1)) {
      assertEquals(List.of("<stdin>:1 a|x", "<stdin>:4 b|y"), kept(corpus));
      assertEquals(
          Map.of(
              DropReason.DUPLICATE_PAIR, 1L,
              DropReason.DUPLICATE_SOURCE, 1L,
              DropReason.DUPLICATE_TARGET, 1L),
          corpus.report().dropped());
    }
  }

  @Test
  void manyPairsWithDuplicatesAgreeWithASetInMemoryForAnyThreads() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(5);
    Set<String> seen = new HashSet<>();
    List<String> expected = new ArrayList<>();
    for (int line = 1; line <= 20_000; line++) {
      String source = "s" + random.nextInt(120);
      String target = "t" + random.nextInt(120);
      text.append(source).append('\t').append(target).append('\n');
      if (seen.add(source + " " + target)) {
        expected.add("<stdin>:" + line + " " + source + "|" + target);
      }
    }
    for (int threads : new int[] {1, 4}) {
      try (CleanCorpus corpus =
          clean(
              List.of(tsv(text.toString())),
              PairRules.defaults(),
              Set.of(DuplicateKind.PAIR),
              threads)) {
        assertEquals(expected, kept(corpus), threads + " threads");
        assertEquals(
            20_000 - expected.size(),
            corpus.report().dropped().get(DropReason.DUPLICATE_PAIR),
            threads + " threads");
      }
    }
  }

  @Test
  void aSampleHasTheAskedSizeAndOrderAndIsThatOfItsSeed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(i).append("\tx").append(i).append('\n');
    }
    try (CleanCorpus corpus =
        clean(List.of(tsv(text.toString())), PairRules.defaults(), Set.of(), 2)) {
      List<Long> first = lines(corpus.sample(100, 1));
      assertEquals(100, first.size());
      assertEquals(first.stream().sorted().distinct().toList(), first);
      assertEquals(first, lines(corpus.sample(100, 1)));
      assertFalse(first.equals(lines(corpus.sample(100, 2))));
      assertEquals(1000, lines(corpus.sample(5000, 1)).size());
    }
  }

  private static List<Long> lines(Iterable<SentencePair> pairs) {
    List<Long> lines = new ArrayList<>();
    pairs.forEach(pair -> lines.add(pair.lineNumber()));
    return lines;
  }

  @Test
  void invalidBytesFailOrAreReplacedOrDropped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("a\tx\nb".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xFC);
    bytes.write("c\ty\nd\tz\n".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("bad.tsv"), bytes.toByteArray());
    CorpusException e =
        assertThrows(CorpusException.class, () -> invalid(file, InvalidText.FAIL).close());
    assertEquals(file + ":2: line is not valid UTF-8 (byte 0xFC at column 2)", e.getMessage());
    try (CleanCorpus corpus = invalid(file, InvalidText.REPLACE)) {
      assertEquals(List.of(file + ":1 a|x", file + ":2 b\uFFFDc|y", file + ":3 d|z"), kept(corpus));
      assertEquals(1, corpus.damaged());
    }
    try (CleanCorpus corpus = invalid(file, InvalidText.DROP)) {
      assertEquals(List.of(file + ":1 a|x", file + ":3 d|z"), kept(corpus));
      assertEquals(Map.of(DropReason.UNDECODABLE, 1L), corpus.report().dropped());
      assertEquals(0, corpus.damaged());
    }
  }

  private CleanCorpus invalid(Path file, InvalidText invalid) {
    CorpusSource source = new CorpusSource.Tsv(file, CorpusSource.Columns.FIRST_TWO);
    return CleanCorpus.of(
        new CorpusCleaning(List.of(source), invalid, PairRules.defaults(), Set.of(), 1),
        work,
        this::reject,
        CorpusProgress.SILENT,
        () -> false);
  }

  @Test
  void aMissingColumnIsNamed() {
    CorpusException e =
        assertThrows(
            CorpusException.class,
            () -> clean(List.of(tsv("a\tx\nb\n")), PairRules.defaults(), Set.of(), 1));
    assertEquals(
        "<stdin>:2: line has 1 column separated by tabs; columns 1 and 2 are to be read",
        e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new CorpusSource.Columns(2, 2));
    assertThrows(IllegalArgumentException.class, () -> new CorpusSource.Columns(0, 1));
  }

  @Test
  void itStopsWhenTold() {
    assertThrows(
        CancellationException.class,
        () ->
            CleanCorpus.of(
                CorpusCleaning.of(List.of(tsv("a\tx\n")), 1),
                work,
                Rejections.NONE,
                CorpusProgress.SILENT,
                () -> true));
  }

  @Test
  void theTableAddsUp() {
    CorpusReport report =
        new CorpusReport(200, Map.of(DropReason.SAME_TEXT, 30L, DropReason.DUPLICATE_PAIR, 20L));
    List<String> table = report.table();
    assertEquals(4, table.size());
    assertTrue(table.get(0).matches("read +200 100\\.00 %"), table.get(0));
    assertTrue(
        table.get(1).matches("dropped: same text on both sides +30  15\\.00 %"), table.get(1));
    assertTrue(table.get(3).matches("kept +150  75\\.00 %"), table.get(3));
    assertEquals(
        "{\"read\":200,\"kept\":150,\"dropped\":{\"SAME_TEXT\":30,\"DUPLICATE_PAIR\":20}}",
        report.toJson().toString());
  }

  @Test
  void rejectedPairsHaveTheirFileWhenItIsComplete() throws IOException {
    Path file = folder.resolve("rejected.tsv");
    try (RejectedPairs pairs = RejectedPairs.open(file)) {
      pairs.add(DropReason.SAME_TEXT, "a.en", new SentencePair("OK", "OK", 7));
      assertFalse(Files.exists(file));
      pairs.publish();
    }
    assertEquals("same text on both sides\ta.en\t7\tOK\tOK\n", Files.readString(file));
    try (RejectedPairs pairs = RejectedPairs.open(folder.resolve("other.tsv"))) {
      pairs.add(DropReason.SAME_TEXT, "a.en", new SentencePair("OK", "OK", 7));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(path -> path.toString().contains("other.tsv")));
    }
  }
}
