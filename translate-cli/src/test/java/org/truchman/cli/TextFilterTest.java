package org.truchman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters tokenize, detokenize, learn-bpe and apply-bpe. */
final class TextFilterTest {
  private static final String TEXT = "Ich hab's: 3,5 %!\n\nSee http://a.b/c, NOW.\nI ￭ ｟x｠ ％0020\n";

  /** Merges of "ab" that ends a word, and of "ab" that does not. */
  private static final String CODES = "#version: 0.2\na b</w>\na b\n";

  @TempDir Path folder;

  private static String run(String input, Object... arguments) {
    Stage stage = new Stage().input(input);
    int code = stage.run(arguments);
    assertEquals(0, code, stage.err());
    assertEquals("", stage.err());
    return stage.out();
  }

  private static void fails(int code, String message, String input, Object... arguments) {
    Stage stage = new Stage().input(input);
    assertEquals(code, stage.run(arguments), stage.err());
    assertTrue(stage.err().contains(message), stage.err());
    assertEquals(1, stage.err().lines().filter(line -> !line.startsWith("Try")).count());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--case",
        "--language de --tokenizer trained",
        "--protect url,email,tag,placeholder",
        "--protect url --protect-as numbered --case",
        "-m model",
        "-m model --side target",
        "-m model --dropout 0.5 --seed 7"
      })
  void everyLineComesBack(String options) {
    Object[] words = ("tokenize " + options).trim().split(" +");
    String tokens = run(TEXT, words);
    assertEquals(4, tokens.chars().filter(c -> c == '\n').count(), tokens);
    assertEquals("", tokens.split("\n", -1)[1]);
    boolean pieces = options.startsWith("-m");
    Object[] back =
        pieces ? new Object[] {"detokenize", "-m", "model"} : new Object[] {"detokenize"};
    assertEquals(TEXT, run(tokens, back));
  }

  @Test
  void marksAreThoseOfOpenNmt() {
    assertEquals(
        "｟mrk_case_modifier_C｠ no ￭, ｟mrk_begin_case_region_U｠ usa ｟mrk_end_case_region_U｠ ￭!\n",
        run("No, USA!\n", "tokenize", "--case"));
    assertEquals("No , USA !\n", run("No, USA!\n", "tokenize", "--no-joiners"));
    assertEquals("x ￭.\n", run("x.", "tokenize")); // a last line without LF counts, and gets one
  }

  @Test
  void turkishCapitalsAreThoseOfEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      String tokens = run("TITI Ilık İki\n", "tokenize", "--case");
      assertTrue(tokens.startsWith("｟mrk_begin_case_region_U｠ titi "), tokens);
      assertEquals("TITI Ilık İki\n", run(tokens, "detokenize"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void wordsAreCutAsTheCodesSay() throws IOException {
    Path codes = file("codes", CODES);
    assertEquals("ab ab@@ c a@@ c\n\n", run("ab abc ac\n\n", "apply-bpe", "-c", codes));
    assertEquals(
        "ab a@@ b@@ c\n",
        run(
            "ab abc\n",
            "apply-bpe",
            "-c",
            codes,
            "--vocabulary",
            file("vocabulary", "ab 3\nab@@ 1\n"),
            "--vocabulary-threshold",
            2));
    assertEquals("abab x@@ ab\n", run("abab xab\n", "apply-bpe", "-c", codes, "--glossaries=abab"));
    assertEquals("a@@ b\n", run("ab\n", "apply-bpe", "-c", codes, "--dropout=1"));
    assertEquals("a@@ b\n", run("ab\n", "apply-bpe", "-m", "model", "--dropout=1", "--epoch=2"));
  }

  @Test
  void dropoutFollowsFromSeedEpochAndLine() throws IOException {
    Path codes = file("codes", CODES);
    String text = "ab abc ab ab abab ab\n".repeat(20);
    Object[] one = {"apply-bpe", "-c", codes, "--dropout=0.5", "--seed=3", "--epoch=2"};
    String cut = run(text, one);
    assertEquals(cut, run(text, one));
    assertNotEquals(cut.split("\n")[0], cut.split("\n")[1]);
    assertNotEquals(
        cut, run(text, "apply-bpe", "-c", codes, "--dropout=0.5", "--seed=3", "--epoch=3"));
    assertNotEquals(
        cut, run(text, "apply-bpe", "-c", codes, "--dropout=0.5", "--seed=4", "--epoch=2"));
  }

  @Test
  void chainOfFiltersGivesTheTextBack() throws IOException {
    String text = "The dogs run. The dog runs!\n";
    String tokens = run(text, "tokenize");
    Path codes = file("codes", run(tokens, "learn-bpe", "-q", "-s", 3));
    String pieces = run(tokens, "apply-bpe", "-c", codes);
    assertTrue(pieces.contains("@@ "), pieces);
    assertEquals(text, run(pieces, "detokenize", "--bpe"));
  }

  @Test
  void pairsThatAreSeenMostAreLearntFirst() {
    // "x y" ends a word 3 times, "a b" twice: equal counts go by code points, then none is left.
    String codes = run("xy ab xy\nxy ab qr\n", "learn-bpe", "-q", "-s", 10);
    assertEquals("#version: 0.2\nx y</w>\na b</w>\n", codes);
    assertEquals(
        codes + "q r</w>\n", run("xy ab xy\nxy ab qr\n", "learn-bpe", "-q", "--min-frequency", 1));
  }

  @Test
  void languagesAreLearntTogetherAndCountedApart() throws IOException {
    Path one = file("one", "xy xy\n");
    Path two = file("two", "xy ab\n");
    Path codes = folder.resolve("codes");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    String out =
        run(
            "",
            "learn-bpe",
            "-q",
            "-i",
            one,
            "-i",
            two,
            "-o",
            codes,
            "--write-vocabulary",
            first,
            "--write-vocabulary",
            second);
    assertEquals("", out);
    assertEquals("#version: 0.2\nx y</w>\n", Files.readString(codes));
    assertEquals("xy 2\n", Files.readString(first));
    assertEquals("a@@ 1\nb 1\nxy 1\n", Files.readString(second));
  }

  @Test
  void fewerMergesThanWantedAreMentioned() {
    Stage stage = new Stage().input("ab ab\n");
    assertEquals(0, stage.run("learn-bpe", "-s", 5));
    assertTrue(stage.err().contains("learnt 1 merges"), stage.err());
  }

  @Test
  void tabsInWordsAreLearntAround() {
    assertEquals("#version: 0.2\na b</w>\n", run("x\tab x\tab\n", "learn-bpe", "-q"));
  }

  @ParameterizedTest
  @CsvSource({"tokenize", "detokenize", "learn-bpe", "apply-bpe -c CODES"})
  void invalidTextIsNamedOrReplaced(String command) throws IOException {
    byte[] bytes = {'o', 'k', '\n', 'a', ' ', (byte) 0xC3, '(', '\n'};
    Object[] words = command.replace("CODES", file("codes", CODES).toString()).split(" ");
    Stage stage = new Stage().input(bytes);
    assertEquals(3, stage.run(words));
    assertTrue(
        stage.err().contains("<stdin>:2: line is not valid UTF-8 (byte 0xC3 at column 3)"),
        stage.err());
    Object[] replace = Arrays.copyOf(words, words.length + 1);
    replace[words.length] = "--on-invalid=replace";
    Stage lenient = new Stage().input(bytes);
    assertEquals(0, lenient.run(replace), lenient.err());
    if (!command.equals("learn-bpe")) {
      assertTrue(lenient.out().contains("\uFFFD"), lenient.out());
      assertEquals(2, lenient.out().chars().filter(c -> c == '\n').count());
    }
    replace[words.length] = "--on-invalid=drop";
    assertEquals(2, new Stage().input(bytes).run(replace));
  }

  @Test
  void fileAppearsWhenItIsCompleteOrNotAtAll() throws IOException {
    Path output = folder.resolve("out");
    Path input = file("in", "a.\nb\n");
    assertEquals("", run("", "tokenize", "-i", input, "-o", output));
    assertEquals("a ￭.\nb\n", Files.readString(output));
    Path broken = Files.write(folder.resolve("broken"), new byte[] {'a', '\n', (byte) 0xFF});
    Path never = folder.resolve("never");
    fails(3, broken + ":2: line is not valid", "", "tokenize", "-i", broken, "-o", never);
    assertFalse(Files.exists(never));
  }

  @Test
  void closedPipeIsNoError() {
    Stage stage = new Stage().input("a\n".repeat(5_000));
    stage.brokenOut =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertEquals(0, stage.run("tokenize"));
    assertEquals("", stage.err());
  }

  @Test
  void malformedFilesAreNamedWithTheLine() throws IOException {
    Path codes = file("codes", CODES);
    Path bad = file("bad", "#version: 0.2\na b\na b c\n");
    fails(3, bad + ": BPE codes line 3", "", "apply-bpe", "-c", bad);
    fails(3, "two symbols and one blank", "", "apply-bpe", "-c", bad);
    Path none = file("none", "a b\n");
    fails(3, none + ": BPE codes line 1", "", "apply-bpe", "-c", none);
    Path words = file("words", "ab 1\nabc\n");
    fails(
        3, words + ": BPE vocabulary line 2", "", "apply-bpe", "-c", codes, "--vocabulary", words);
    Path other = file("other", "xyz 3\nuvw@@ 4\n");
    fails(3, "does not fit the merges", "", "apply-bpe", "-c", codes, "--vocabulary", other);
    Path rare = file("rare", "ab 3\n");
    fails(
        3,
        "seen 4 times",
        "",
        "apply-bpe",
        "-c",
        codes,
        "--vocabulary",
        rare,
        "--vocabulary-threshold=4");
    fails(3, "no such file", "", "apply-bpe", "-c", folder.resolve("missing"));
    fails(2, "no regular expression", "", "apply-bpe", "-c", codes, "--glossaries=(");
    fails(3, "<stdin>:2: \"￭￭\" is no piece", "a\n￭￭\n", "detokenize", "-m", "model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenize --tokenizer trained|needs --language",
        "tokenize -l xx --tokenizer trained|no trained tokenizer for language \"xx\"",
        "tokenize --side target|need --model",
        "tokenize --dropout 0.1|need --model",
        "tokenize --seed 1|without --dropout",
        "tokenize --protect-as numbered|without --protect",
        "tokenize --protect words|cannot be protected",
        "tokenize -m model --case|without --model",
        "tokenize -o /no/such/folder/x|there is no directory",
        "detokenize -m model --bpe|hold no @@",
        "apply-bpe|either --codes FILE or --model DIR",
        "apply-bpe -c x -m y|either --codes FILE or --model DIR",
        "apply-bpe -m y --vocabulary-threshold 3|without --vocabulary",
        "apply-bpe -m y --dropout 2|0 (never) to 1 (always)",
        "apply-bpe -m y --dropout 0.5 --epoch 0|1 and more",
        "apply-bpe -c x --side source|without --model",
        "learn-bpe -s -1|0 and more",
        "learn-bpe --min-frequency 0|1 and more",
        "learn-bpe --write-vocabulary a --write-vocabulary b|as many are needed"
      })
  void flagsThatMakeNoSenseAreRefused(String command, String message) {
    fails(2, message, "", (Object[]) command.split(" "));
  }

  @Test
  void linesAreAnsweredAsTheyCome() throws Exception {
    byte[] answer = "a ￭.\n".getBytes(UTF_8);
    Stage stage = new Stage();
    Thread filter = new Thread(() -> stage.run("tokenize"));
    try (PipedInputStream answers = new PipedInputStream()) {
      try (PipedOutputStream typed = new PipedOutputStream()) {
        stage.in = new PipedInputStream(typed);
        stage.brokenOut = new PipedOutputStream(answers);
        filter.start();
        for (int i = 0; i < 3; i++) { // each answer comes before the next line is typed
          typed.write("a.\n".getBytes(UTF_8));
          typed.flush();
          assertArrayEquals(answer, answers.readNBytes(answer.length));
        }
      }
      filter.join();
    }
  }
}
