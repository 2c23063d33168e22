package org.truchman.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.truchman.architecture.Repository;

/** Reads both launchers: what one system's users get, the others get too. */
class LauncherParityTest {
  /** Windows has no such locales. */
  private static final Set<String> VARIABLES_OF_UNIX = Set.of("LC_ALL");

  /** A Windows batch file cannot ask which streams are terminals. */
  private static final Set<String> OPTIONS_OF_UNIX = Set.of("-Dtruchman.terminals=TERMINALS");

  private static final Pattern UNIX_VARIABLE = Pattern.compile("\\bexport ([A-Z_]+)=(\\S+)");
  private static final Pattern WINDOWS_VARIABLE =
      Pattern.compile("(?m)^set \"([A-Z_]+)=(.+)\"\\s*$");
  private static final Pattern UNIX_OPTIONS = Pattern.compile("(?ms)^exec \"\\$java\"(.*)\\z");
  private static final Pattern WINDOWS_OPTIONS = Pattern.compile("(?ms)^\"%java%\"(.*)^exit /b");

  private static String unix;
  private static String windows;

  @BeforeAll
  static void readLaunchers() throws IOException {
    Path folder = Repository.root().resolve("translate-cli/src/main/launcher");
    unix = Files.readString(folder.resolve("truchman"), StandardCharsets.UTF_8);
    windows =
        Files.readString(folder.resolve("truchman.cmd"), StandardCharsets.UTF_8)
            .replace("\r\n", "\n");
  }

  @Test
  void bothSetTheSameVariables() {
    Map<String, String> onUnix = variables(UNIX_VARIABLE, unix);
    onUnix.keySet().removeAll(VARIABLES_OF_UNIX);
    assertEquals(onUnix, variables(WINDOWS_VARIABLE, windows));
  }

  @Test
  void bothSetTheSameVariablesForTrainingOnly() {
    Set<String> training = variables(UNIX_VARIABLE, after("train)", unix)).keySet();
    assertEquals(
        Set.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_"), training);
    assertEquals(training, variables(WINDOWS_VARIABLE, after("\n:train\n", windows)).keySet());
  }

  @Test
  void bothGiveJavaTheSameWords() {
    Set<String> onUnix = words(UNIX_OPTIONS, unix);
    assertTrue(onUnix.removeAll(OPTIONS_OF_UNIX), "the exception is out of date");
    assertEquals(onUnix, words(WINDOWS_OPTIONS, windows));
  }

  @Test
  void theEngineStaysOfflineAndMayUseNativeCode() {
    Set<String> options = words(UNIX_OPTIONS, unix);
    assertTrue(options.contains("-Dai.djl.offline=true"), options.toString());
    assertTrue(options.contains("--enable-native-access=ALL-UNNAMED"), options.toString());
  }

  @Test
  void nothingChangesTheNumberOfThreadsOnTheWay() {
    Map<String, String> variables = variables(UNIX_VARIABLE, unix);
    assertEquals("FALSE", variables.get("MKL_DYNAMIC"));
    assertEquals("FALSE", variables.get("OMP_DYNAMIC"));
  }

  @Test
  void threadsThatWaitLeaveTheProcessorToOthers() {
    assertEquals("PASSIVE", variables(UNIX_VARIABLE, unix).get("OMP_WAIT_POLICY"));
  }

  @Test
  void bothGiveATrainingTheSameHeap() {
    assertSameHeap("train)", "\n:train\n");
  }

  @Test
  void bothGiveATranslationTheSameHeap() {
    assertTrue(windows.contains("if \"%word%\"==\"translate\" goto tight\n"), windows);
    assertSameHeap("translate)", "\n:tight\n");
  }

  private void assertSameHeap(String markOnUnix, String markOnWindows) {
    Pattern heap = Pattern.compile("heap=\"?(-X[^\"\\n]+)\"");
    Matcher onUnix = heap.matcher(after(markOnUnix, unix));
    Matcher onWindows = heap.matcher(after(markOnWindows, windows));
    assertTrue(onUnix.find() && onWindows.find());
    assertEquals(onUnix.group(1), onWindows.group(1));
  }

  private static String after(String mark, String text) {
    int start = text.indexOf(mark);
    assertTrue(start >= 0, "no " + mark + " in " + text);
    return text.substring(start + mark.length());
  }

  private static Map<String, String> variables(Pattern pattern, String launcher) {
    Map<String, String> variables = new TreeMap<>();
    Matcher matcher = pattern.matcher(launcher);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }

  /** The words after {@code java}, with what each system calls its own way called the same. */
  private static Set<String> words(Pattern pattern, String launcher) {
    Matcher matcher = pattern.matcher(launcher);
    assertTrue(matcher.find(), "no start of Java in " + launcher);
    String neutral =
        matcher
            .group(1)
            .replaceAll("[\\\\^]\n", " ")
            .replace('\\', '/')
            .replaceAll("\\$\\{([A-Z_]+)-\\}", "$1")
            .replaceAll("%([A-Z_]+)%", "$1")
            .replace("$home", "HOME")
            .replace("%home%", "HOME")
            .replace("$terminals", "TERMINALS")
            .replace("$heap", "HEAP")
            .replace("%heap%", "HEAP")
            .replace("\"$@\"", "ARGUMENTS")
            .replace("%*", "ARGUMENTS")
            .replace("\"", "");
    return new TreeSet<>(Set.of(neutral.strip().split("\\s+")));
  }
}
