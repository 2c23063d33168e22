package org.truchman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.Terminals;

/** {@code truchman translate --continue}. */
@Timeout(20)
final class ContinueTest {
  private static final String TEXT = "grün\n\nzwei Wörter\n\n\nä\nEnde\n";

  private Stage stage = new Stage();

  @TempDir Path model;
  @TempDir Path folder;
  private Path in;
  private Path out;
  private Path part;

  @BeforeEach
  void layOut() throws IOException {
    in = Files.writeString(folder.resolve("in"), TEXT);
    out = folder.resolve("out");
    part = folder.resolve("out.part");
  }

  private int translate(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("translate", "-m", model, "-o", out));
    all.addAll(Arrays.asList(arguments));
    stage = new Stage().input(TEXT);
    return stage.run(all.toArray());
  }

  private int goOn() {
    return translate("-i", in, "--continue");
  }

  @Test
  void everyCutOfAnUnfinishedFileGivesTheWholeOne() throws IOException {
    assertEquals(0, translate("-i", in));
    byte[] whole = Files.readAllBytes(out);
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.delete(out);
      Files.write(part, Arrays.copyOf(whole, cut));
      assertEquals(0, goOn(), stage.err());
      assertArrayEquals(whole, Files.readAllBytes(out), "cut after " + cut + " bytes");
      assertFalse(Files.exists(part));
      int done = new String(whole, 0, cut, UTF_8).replaceAll("[^\n]", "").length();
      int left = stage.library.windows.stream().mapToInt(size -> size).sum();
      assertEquals(7 - done, left, "lines translated after a cut at " + cut);
    }
  }

  @Test
  void everyCutOfNBestListsGivesTheWholeOnes() throws IOException {
    assertEquals(0, translate("-i", in, "--n-best", "2"));
    byte[] whole = Files.readAllBytes(out);
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.delete(out);
      Files.write(part, Arrays.copyOf(whole, cut));
      assertEquals(0, translate("-i", in, "--n-best", "2", "--continue"), stage.err());
      assertArrayEquals(whole, Files.readAllBytes(out), "cut after " + cut + " bytes");
    }
  }

  @Test
  void aPipeIsSkippedLikeAFile() throws IOException {
    Files.writeString(part, "HERE BEFORE\n\nZW");
    assertEquals(0, translate("--continue"));
    assertEquals("HERE BEFORE\n\nZWEI WÖRTER\n\n\nÄ\nENDE\n", Files.readString(out));
  }

  @Test
  void withoutAnUnfinishedFileItBegins() throws IOException {
    assertEquals(0, goOn());
    assertEquals("GRÜN\n\nZWEI WÖRTER\n\n\nÄ\nENDE\n", Files.readString(out));
    assertFalse(Files.exists(part));
  }

  @Test
  void withoutTheFlagItBeginsAnew() throws IOException {
    Files.writeString(part, "HERE BEFORE\n");
    assertEquals(0, translate("-i", in));
    assertEquals("GRÜN\n\nZWEI WÖRTER\n\n\nÄ\nENDE\n", Files.readString(out));
    assertFalse(Files.exists(part));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\nx\nx\nx\nx\nx\nx\nx\n", "x\nx\nx\nx\nx\nx\nx\nx"})
  void moreResultsThanLinesBelongToAnotherInput(String left) throws IOException {
    Files.writeString(part, left);
    assertEquals(3, goOn());
    assertTrue(stage.err().contains("in has only 7 lines"), stage.err());
    assertTrue(stage.err().contains("out.part has the results of "), stage.err());
    assertEquals(left, Files.readString(part), "it is left as it was");
    assertFalse(Files.exists(out));
    assertNull(stage.library.opened);
  }

  @Test
  void aFailureKeepsWhatIsDone() throws IOException {
    String text = "a\n".repeat(ReadAhead.WINDOW_LINES) + "b\n?\n";
    byte[] bytes = text.getBytes(UTF_8);
    bytes[bytes.length - 2] = (byte) 0xFF;
    Files.write(in, bytes);
    assertEquals(3, goOn());
    assertTrue(stage.err().contains("in:" + (ReadAhead.WINDOW_LINES + 2)), stage.err());
    assertEquals("A\n".repeat(ReadAhead.WINDOW_LINES) + "B\n", Files.readString(part));
    Files.writeString(in, text);
    assertEquals(0, goOn());
    assertEquals("A\n".repeat(ReadAhead.WINDOW_LINES) + "B\n?\n", Files.readString(out));
  }

  @Test
  void aLineThatFailsHasItsNumberInTheWholeInput() throws IOException {
    Files.writeString(in, "a\nb\na b c d e\n");
    Files.writeString(part, "A\n");
    assertEquals(3, translate("-i", in, "--continue", "--long-lines", "fail"));
    assertTrue(stage.err().contains("in:3: line has 5 pieces"), stage.err());
  }

  @Test
  void withoutAFileThereIsNothingToContinue() {
    assertEquals(2, stage.input(TEXT).run("translate", "-m", model, "--continue"));
    assertTrue(stage.err().contains("--continue needs --output FILE"), stage.err());
  }

  @Test
  void argumentsAndPromptsCannotBeContinued() {
    assertEquals(2, translate("--continue", "one"));
    assertTrue(stage.err().contains("--continue needs the same input again"), stage.err());
  }

  @Test
  void aFolderCannotBeContinued() {
    assertEquals(2, stage.run("translate", "-m", model, "-i", in, "-o", folder, "--continue"));
    assertTrue(stage.err().contains(folder + ": is a directory"), stage.err());
  }

  @Test
  void theBarBeginsWhereTheWorkDoes() throws IOException {
    Files.writeString(part, "1\n2\n3\n");
    stage = new Stage();
    stage.terminals = new Terminals(false, false, true, false);
    assertEquals(0, stage.run("translate", "-m", model, "-i", in, "-o", out, "--continue"));
    assertTrue(stage.err().contains("7/7 lines"), stage.err());
  }
}
