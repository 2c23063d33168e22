package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusFilterTest {
  @Test
  void blankSidesAreDroppedAndCountedByReason() {
    CorpusFilter filter =
        new CorpusFilter(
            List.of(
                    new SentencePair("a", "b", 1),
                    new SentencePair(" \u00A0", "b", 2),
                    new SentencePair("a", "\t\r", 3),
                    new SentencePair("", "\uFEFF", 4),
                    new SentencePair("a", "", 5),
                    new SentencePair("c", "d", 6))
                .iterator());
    List<Long> kept = new ArrayList<>();
    filter.forEachRemaining(pair -> kept.add(pair.lineNumber()));
    assertEquals(List.of(1L, 6L), kept);
    CorpusReport report = filter.report();
    assertEquals(
        Map.of(DropReason.EMPTY_SOURCE, 1L, DropReason.EMPTY_TARGET, 2L, DropReason.EMPTY_BOTH, 1L),
        report.dropped());
    assertEquals(6, report.read());
    assertEquals(2, report.kept());
    assertEquals(
        "6 pairs, 2 kept; dropped: 1 empty source, 2 empty target, 1 both sides empty",
        report.toString());
  }

  @Test
  void laterStagesAddTheirDrops() {
    CorpusReport report = new CorpusReport(5, Map.of()).withDropped(DropReason.TOO_LONG, 2);
    assertEquals(3, report.kept());
    assertEquals("5 pairs, 3 kept; dropped: 2 too long", report.toString());
    assertThrows(IllegalArgumentException.class, () -> report.withDropped(DropReason.TOO_LONG, 4));
  }

  @Test
  void lineNumbersStartAtOne() {
    assertThrows(IllegalArgumentException.class, () -> new SentencePair("a", "b", 0));
  }
}
