package org.truchman.seq2seq.lexicon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconFileTest {
  /** Source piece 4 has the targets 6 and 4, 5 has none; 5 and 6 are frequent. */
  private static final Lexicon SMALL =
      new Lexicon(7, new int[] {5, 6}, new int[] {0, 0, 0, 0, 0, 2, 2}, new int[] {6, 4});

  /** The same, as docs/model-format.md says. */
  private static final String SMALL_FILE =
      "54525543484c4558" // TRUCHLEX
          + "01000000" // version
          + "06000000" // source ids
          + "07000000" // target ids
          + "02000000" // frequent pieces
          + "02000000" // targets of all lists
          + "05000600"
          + "00000000000000000200" // lengths of the lists of 0 to 4
          + "0000"
          + "06000400";

  @Test
  void theFileIsAsItIsDocumented() {
    assertEquals(SMALL_FILE, HexFormat.of().formatHex(LexiconFile.write(SMALL)));
    assertEquals(SMALL, LexiconFile.parse(HexFormat.of().parseHex(SMALL_FILE)));
  }

  @Test
  void idsOfGreatVocabulariesHaveFourBytes() {
    Lexicon last = new Lexicon(65_536, new int[] {65_535}, new int[6], new int[0]);
    Lexicon first = new Lexicon(65_537, new int[] {65_536}, new int[6], new int[0]);
    assertEquals(28 + 2 + 5 * 2, LexiconFile.write(last).length);
    assertEquals(28 + 4 + 5 * 2, LexiconFile.write(first).length);
    assertEquals(last, LexiconFile.parse(LexiconFile.write(last)));
    assertEquals(first, LexiconFile.parse(LexiconFile.write(first)));
  }

  @Test
  void whatWasLearntIsReadBack() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      RandomPairs pairs = new RandomPairs(random.nextInt(200), 9, 50, 70);
      IbmModel1 model = IbmModel1.of(pairs.corpus(random), 50, 70, 1);
      model.learn(2, () -> false);
      LexiconSize size = new LexiconSize(random.nextInt(20), 1e-3, random.nextInt(80));
      Lexicon lexicon = Lexicon.of(model, size);
      assertEquals(lexicon, LexiconFile.parse(LexiconFile.write(lexicon)), "seed " + seed);
    }
  }

  @Test
  void everyShorterFileIsRefused() {
    byte[] whole = LexiconFile.write(SMALL);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String message = refusal(cut);
      assertTrue(
          message.equals("it is no lexicon: it does not begin with TRUCHLEX")
              || message.equals("it has " + length + " bytes; its header asks for 48"),
          message);
    }
    assertEquals("it has 49 bytes; its header asks for 48", refusal(Arrays.copyOf(whole, 49)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 55 | it is no lexicon: it does not begin with TRUCHLEX",
        "8 | 02000000 | it has lexicon format 2; this Truchman reads format 1",
        "12 | ffffffff | a count of the header is negative",
        "12 | ffffff7f | it has 48 bytes; its header asks for 4294967330",
        "16 | 01000100 | it has 48 bytes; its header asks for 56",
        "16 | 06000000 | the frequent pieces: target piece 6; allowed: from 4 to 5",
        "28 | 0300 | the frequent pieces: target piece 3; allowed: from 4 to 6",
        "28 | 0600 | the frequent pieces: target piece 6 stands there twice",
        "32 | 0100 | its lists have 3 pieces together; its header says 2",
        "44 | 0700 | source piece 4: target piece 7; allowed: from 4 to 6",
        "44 | 0400 | source piece 4: target piece 4 stands there twice",
      })
  void whatIsWrongIsNamed(int place, String bytes, String message) {
    byte[] file = LexiconFile.write(SMALL);
    byte[] wrong = HexFormat.of().parseHex(bytes);
    System.arraycopy(wrong, 0, file, place, wrong.length);
    assertEquals(message, refusal(file));
  }

  private static String refusal(byte[] file) {
    return assertThrows(IllegalArgumentException.class, () -> LexiconFile.parse(file)).getMessage();
  }

  @Test
  void changedFilesAreRefusedOrReadAsWhatTheySay() {
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      int length = random.nextInt(10) == 0 ? random.nextInt(60) : 48;
      byte[] bytes = Arrays.copyOf(LexiconFile.write(SMALL), length);
      for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertArrayEquals(bytes, LexiconFile.write(LexiconFile.parse(bytes)), "seed " + seed);
      } catch (IllegalArgumentException refused) {
        assertTrue(refused.getMessage().length() > 10, "seed " + seed);
      }
    }
  }
}
