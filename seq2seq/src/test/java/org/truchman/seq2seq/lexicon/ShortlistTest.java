package org.truchman.seq2seq.lexicon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.text.vocab.Vocabulary;

class ShortlistTest {
  private static final int EOS = 3;
  private static final Vocabulary GERMAN = Vocabulary.of(List.of("das", "Haus", "1998", "."));
  private static final int DAS = 4;
  private static final int HAUS = 5;
  private static final int YEAR = 6;
  private static final int STOP = 7;
  private static final Vocabulary ENGLISH =
      Vocabulary.of(List.of("the", "house", "home", "that", ".", "1998"));
  private static final int THE = 4;
  private static final int HOUSE = 5;
  private static final int HOME = 6;
  private static final int THAT = 7;
  private static final int ENGLISH_STOP = 8;
  private static final int ENGLISH_YEAR = 9;

  /** The list of das is "that the", of Haus "house home"; "." and "the" are frequent. */
  private static final Lexicon LEXICON =
      new Lexicon(
          10,
          new int[] {ENGLISH_STOP, THE},
          new int[] {0, 0, 0, 0, 0, 2, 4, 4, 4},
          new int[] {THAT, THE, HOUSE, HOME});

  private static Shortlist shortlist() {
    return Shortlist.of(LEXICON, GERMAN, ENGLISH);
  }

  @Test
  void aSentenceHasItsTranslationsTheFrequentPiecesAndEos() {
    assertArrayEquals(
        new int[] {EOS, THE, HOUSE, HOME, ENGLISH_STOP}, shortlist().candidates(new int[] {HAUS}));
    assertArrayEquals(
        new int[] {EOS, THE, HOUSE, HOME, THAT, ENGLISH_STOP},
        shortlist().candidates(new int[] {HAUS, DAS, STOP}));
  }

  @Test
  void whatIsSpeltTheSameCanBeCopied() {
    assertArrayEquals(
        new int[] {EOS, THE, ENGLISH_STOP, ENGLISH_YEAR}, shortlist().candidates(new int[] {YEAR}));
    assertArrayEquals(
        new int[] {EOS, ENGLISH_STOP},
        Shortlist.of(LEXICON, GERMAN, ENGLISH, 0, 0).candidates(new int[] {STOP, HAUS}));
  }

  @Test
  void anEmptySentenceHasEosAndTheFrequentPieces() {
    int[] expected = {EOS, THE, ENGLISH_STOP};
    assertArrayEquals(expected, shortlist().candidates(new int[0]));
    assertArrayEquals(expected, shortlist().candidates(new int[] {EOS}), "its own EOS adds none");
  }

  @Test
  void aPartOfTheLexiconGivesFewer() {
    Shortlist part = Shortlist.of(LEXICON, GERMAN, ENGLISH, 1, 1);
    assertArrayEquals(
        new int[] {EOS, HOUSE, THAT, ENGLISH_STOP}, part.candidates(new int[] {DAS, HAUS}));
  }

  @Test
  void orderAndRepetitionOfPiecesDoNotMatter() {
    assertArrayEquals(
        shortlist().candidates(new int[] {DAS, HAUS, YEAR}),
        shortlist().candidates(new int[] {YEAR, HAUS, DAS, DAS, HAUS}));
  }

  @Test
  void candidatesAreTheSetThatIsDefinedWhateverTheVocabulary() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Sample sample = Sample.of(random);
      List<int[]> sentences = sample.sentences(random);
      for (int[] sentence : sentences) {
        assertArrayEquals(
            sample.expected(sentence).stream().mapToInt(id -> id).toArray(),
            sample.shortlist().candidates(sentence),
            "seed " + seed);
      }
      requireParts(sample, sentences, "seed " + seed);
    }
  }

  private static void requireParts(Sample sample, List<int[]> sentences, String seed) {
    int[] common = sample.shortlist().common();
    assertArrayEquals(
        sample.expected(new int[0]).stream().mapToInt(id -> id).toArray(), common, seed);
    for (int[] sentence : sentences) {
      int[] extras = sample.shortlist().extras(sentence, new int[0]);
      int[] together =
          IntStream.concat(Arrays.stream(common), Arrays.stream(extras)).sorted().toArray();
      assertArrayEquals(sample.shortlist().candidates(sentence), together, seed);
    }
  }

  /** Random vocabularies that share spellings, a random lexicon, and what is taken of it. */
  private record Sample(
      Vocabulary source, Vocabulary target, Lexicon lexicon, int best, int frequent) {

    static Sample of(Random random) {
      Vocabulary source = vocabulary(random);
      Vocabulary target = vocabulary(random);
      RandomPairs pairs = new RandomPairs(100, 8, source.size(), target.size());
      IbmModel1 model = IbmModel1.of(pairs.corpus(random), source.size(), target.size(), 1);
      model.learn(2, () -> false);
      Lexicon lexicon = Lexicon.of(model, new LexiconSize(9, 0, 9));
      return new Sample(source, target, lexicon, random.nextInt(12), random.nextInt(12));
    }

    private static Vocabulary vocabulary(Random random) {
      return Vocabulary.of(
          IntStream.range(0, 400)
              .filter(number -> random.nextInt(3) == 0)
              .mapToObj(number -> "w" + number)
              .toList());
    }

    List<int[]> sentences(Random random) {
      List<int[]> sentences = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        sentences.add(random.ints(random.nextInt(9), 0, source.size()).toArray());
      }
      return sentences;
    }

    Shortlist shortlist() {
      return Shortlist.of(lexicon, source, target, best, frequent);
    }

    TreeSet<Integer> expected(int[] sentence) {
      TreeSet<Integer> expected = new TreeSet<>();
      expected.add(EOS);
      Arrays.stream(lexicon.frequent()).limit(frequent).forEach(expected::add);
      for (int piece : sentence) {
        Arrays.stream(lexicon.best(piece)).limit(best).forEach(expected::add);
        if (piece > EOS && target.contains(source.piece(piece))) {
          expected.add(target.id(source.piece(piece)));
        }
      }
      return expected;
    }
  }

  @Test
  void specialTokensOtherThanEosAreNeverCandidates() {
    Random random = new Random(5);
    Sample sample = Sample.of(random);
    int[] all = IntStream.range(0, sample.source().size()).toArray();
    int[] candidates = sample.shortlist().candidates(all);
    assertEquals(EOS, candidates[0]);
    assertTrue(candidates.length > 50, candidates.length + " candidates");
  }

  @Test
  void whatIsAllowedForOtherReasonsIsAmongTheExtrasOnce() {
    int[] without = shortlist().extras(new int[] {DAS}, new int[0]);
    int other =
        IntStream.range(EOS, ENGLISH.size())
            .filter(id -> Arrays.binarySearch(shortlist().candidates(new int[] {DAS}), id) < 0)
            .findFirst()
            .orElseThrow();
    int[] with = shortlist().extras(new int[] {DAS}, new int[] {other, THE, other});
    assertArrayEquals(
        IntStream.concat(Arrays.stream(without), IntStream.of(other)).sorted().toArray(), with);
  }

  @Test
  void aLexiconOfAnotherModelIsRefused() {
    assertEquals(
        "the lexicon has 8 source ids; the vocabulary has 10, so they are of different models",
        assertThrows(IllegalArgumentException.class, () -> Shortlist.of(LEXICON, ENGLISH, ENGLISH))
            .getMessage());
    assertEquals(
        "the lexicon has 10 target ids; the vocabulary has 8, so they are of different models",
        assertThrows(IllegalArgumentException.class, () -> Shortlist.of(LEXICON, GERMAN, GERMAN))
            .getMessage());
  }

  @Test
  void piecesBeyondTheVocabularyAreNamed() {
    assertEquals(
        "source piece 8; allowed: 0 to 7",
        assertThrows(
                IllegalArgumentException.class, () -> shortlist().candidates(new int[] {DAS, 8}))
            .getMessage());
  }
}
