package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeDropout;
import org.truchman.text.subword.PieceCounts;
import org.truchman.text.subword.PlainBpe;
import org.truchman.text.vocab.Vocabulary;

/**
 * Every reader of a file takes any bytes: it gives something whole, or says in words what is wrong.
 *
 * <p>The tests run on the inputs beside them ({@code FileReaderFuzzTestInputs}); with {@code
 * JAZZER_FUZZ=1} Jazzer looks for new ones, one method at a time.
 */
class FileReaderFuzzTest {
  /** What a reader made of the bytes, or null if it refused them as it should. */
  private static <T> T readOrRefused(byte[] bytes, Function<byte[], T> reader) {
    try {
      return reader.apply(bytes);
    } catch (IllegalArgumentException | CorpusException e) {
      assertTrue(e.getMessage().length() > 10, "it says only: " + e.getMessage());
      return null;
    }
  }

  @FuzzTest
  void codesAreReadOrRefused(byte[] bytes) {
    BpeCodes codes = readOrRefused(bytes, BpeCodes::parse);
    if (codes != null) {
      assertEquals(codes, BpeCodes.parse(codes.toBytes()));
      String line = "ab abc low lower x\u0301 </w> 😀";
      String cut = new PlainBpe(codes, PlainBpe.Settings.plain()).segment(line, 1, 1);
      assertEquals(line, PlainBpe.join(cut));
      PlainBpe.Settings settings =
          new PlainBpe.Settings(Set.of("a"), List.of("low"), new BpeDropout(0.5, 1));
      assertEquals(line, PlainBpe.join(new PlainBpe(codes, settings).segment(line, 1, 1)));
    }
  }

  @FuzzTest
  void pieceCountsAreReadOrRefused(byte[] bytes) {
    PieceCounts counts = readOrRefused(bytes, PieceCounts::parse);
    if (counts != null) {
      assertEquals(counts, PieceCounts.parse(counts.toBytes()));
    }
  }

  @FuzzTest
  void vocabularyIsReadOrRefused(byte[] bytes) {
    Vocabulary vocabulary = readOrRefused(bytes, Vocabulary::parse);
    if (vocabulary != null) {
      assertArrayEquals(bytes, vocabulary.toBytes());
    }
  }

  @FuzzTest
  void manifestIsReadOrRefused(byte[] bytes) {
    TextManifest manifest = readOrRefused(bytes, TextManifest::parse);
    if (manifest != null) {
      assertEquals(manifest, TextManifest.parse(manifest.toBytes()));
    }
  }

  @FuzzTest
  void linesAreReadOrRefused(byte[] bytes) {
    List<String> strict = readOrRefused(bytes, b -> lines(b, InvalidText.FAIL));
    List<String> lenient = readOrRefused(bytes, b -> lines(b, InvalidText.REPLACE));
    if (strict != null) {
      assertEquals(strict, lenient);
      for (String line : strict) {
        byte[] again = line.getBytes(StandardCharsets.UTF_8);
        assertEquals(line, new String(again, StandardCharsets.UTF_8));
        assertTrue(line.indexOf('\n') < 0);
      }
    }
  }

  private static List<String> lines(byte[] bytes, InvalidText invalid) {
    List<String> all = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes), "bytes", invalid)) {
      lines.forEachRemaining(all::add);
    }
    return all;
  }

  @FuzzTest
  void columnsAreReadOrRefused(byte[] bytes) {
    List<SentencePair> pairs =
        readOrRefused(
            bytes,
            b -> {
              CorpusSource source =
                  new CorpusSource.TsvStream(
                      new ByteArrayInputStream(b), "bytes", CorpusSource.Columns.FIRST_TWO);
              List<SentencePair> all = new ArrayList<>();
              try (ParallelCorpus corpus = source.open(InvalidText.FAIL)) {
                corpus.forEach(all::add);
              }
              return all;
            });
    if (pairs != null) {
      assertEquals(lines(bytes, InvalidText.FAIL).size(), pairs.size());
    }
  }
}
