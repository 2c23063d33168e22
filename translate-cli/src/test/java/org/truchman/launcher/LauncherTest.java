package org.truchman.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.architecture.Repository;

/** Runs the launcher of Linux and macOS with a Java that only tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  /** Prints its arguments and some variables, one a line, and ends with a code of its own. */
  private static final String TALKING_JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit 0; fi
      for argument in "$@"; do echo "argument $argument"; done
      env | grep -E '^(MALLOC_|MKL_|OMP_|LC_ALL)' | sed 's/^/variable /'
      exit 37
      """;

  @TempDir private Path folder;
  private Path home;
  private Path launcher;

  @BeforeEach
  void layOutADistribution() throws IOException {
    home = Files.createDirectories(folder.resolve("a place/truchman")).toRealPath();
    launcher = Files.createDirectory(home.resolve("bin")).resolve("truchman");
    Files.copy(Repository.root().resolve("translate-cli/src/main/launcher/truchman"), launcher);
    assertTrue(launcher.toFile().setExecutable(true));
  }

  @Test
  void theExitCodeOfJavaIsTheLaunchers() throws Exception {
    assertEquals(37, launch("17.0.15", "info").exitCode());
  }

  @Test
  void argumentsArriveWhole() throws Exception {
    List<String> lines = launch("17.0.15", "translate", "two words", "*", "").lines();
    int main = lines.indexOf("argument org.truchman.cli.Main");
    assertEquals(
        List.of("argument translate", "argument two words", "argument *", "argument "),
        lines.subList(main + 1, main + 5));
  }

  @Test
  void theClassPathIsFoundThroughLinksAndBlanks() throws Exception {
    Path far = Files.createDirectories(folder.resolve("else where"));
    Path link = Files.createSymbolicLink(far.resolve("link"), launcher);
    Path relative = Files.createSymbolicLink(far.resolve("truchman"), Path.of("link"));
    assertTrue(Files.isSymbolicLink(link));
    FinishedProcess process = launch(relative, Map.of(), "17.0.15", "info");
    assertTrue(process.lines().contains("argument " + home + "/lib/*"), process.out());
    assertTrue(process.lines().contains("argument -Dtruchman.home=" + home), process.out());
  }

  @Test
  void mallocIsTunedForTraining() throws Exception {
    String out = launch("17.0.15", "--stacktrace", "train", "--resume").out();
    assertTrue(out.contains("variable MALLOC_MMAP_THRESHOLD_=4294967296"), out);
    assertTrue(out.contains("variable MALLOC_TRIM_THRESHOLD_=8589934592"), out);
    assertTrue(out.contains("variable MALLOC_TOP_PAD_=268435456"), out);
    assertTrue(out.contains("argument -Xmn32m"), out);
  }

  @Test
  void mallocIsLeftAloneOtherwise() throws Exception {
    String out = launch("17.0.15", "evaluate", "train").out();
    assertFalse(out.contains("MALLOC_"), out);
    assertFalse(out.contains("argument -Xm"), out);
    assertTrue(out.contains("variable MKL_DYNAMIC=FALSE"), out);
    assertTrue(out.contains("variable OMP_DYNAMIC=FALSE"), out);
  }

  @Test
  void translatingForHoursKeepsTheHeapTight() throws Exception {
    String out = launch("17.0.15", "-q", "translate", "train").out();
    assertFalse(out.contains("MALLOC_"), out);
    assertTrue(out.contains("argument -Xmn32m"), out);
    assertTrue(out.contains("argument -XX:MaxHeapFreeRatio=30"), out);
  }

  @Test
  void theUsersOptionsAreSplitAtBlanksAndComeLast() throws Exception {
    Map<String, String> options = Map.of("JAVA_OPTS", "-Xmx1g -Da=*", "TRUCHMAN_OPTS", "-Db=2");
    List<String> lines = launch(launcher, options, "17.0.15", "info").lines();
    int start = lines.indexOf("argument -Xmx1g");
    assertTrue(start > lines.indexOf("argument -Dai.djl.offline=true"), lines.toString());
    assertEquals(
        List.of("argument -Xmx1g", "argument -Da=*", "argument -Db=2", "argument -cp"),
        lines.subList(start, start + 4));
  }

  @Test
  void aPlainLocaleIsMadeUtf8() throws Exception {
    Map<String, String> plain = Map.of("LANG", "C", "LC_CTYPE", "", "LC_ALL", "");
    String out = launch(launcher, plain, "17.0.15", "info").out();
    assertTrue(out.contains("variable LC_ALL=C.UTF-8"), out);
  }

  @Test
  void aChosenLocaleStays() throws Exception {
    Map<String, String> turkish = Map.of("LANG", "tr_TR.UTF-8", "LC_CTYPE", "", "LC_ALL", "");
    String out = launch(launcher, turkish, "17.0.15", "info").out();
    assertFalse(out.contains("variable LC_ALL"), out);
  }

  @Test
  void laterJavasAreTaken() throws Exception {
    for (String version : List.of("17", "21.0.4", "25-ea", "25.0.1", "100")) {
      assertEquals(37, launch(version, "info").exitCode(), version);
    }
  }

  @Test
  void anOlderJavaIsNamedAndRefused() throws Exception {
    for (String version : List.of("1.8.0_302", "11.0.20", "16.0.2")) {
      FinishedProcess process = launch(version, "info");
      assertEquals(1, process.exitCode(), version);
      assertTrue(process.err().contains("is Java " + version), process.err());
      assertTrue(process.err().contains("needs 17 or later"), process.err());
    }
  }

  @Test
  void theFileReleaseIsBelievedBeforeJavaIsAsked() throws Exception {
    Path jdk = Files.createDirectories(folder.resolve("jdk 17"));
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
    FinishedProcess process = launch("17", "info");
    assertEquals(1, process.exitCode());
    assertTrue(process.err().contains("is Java 11.0.2"), process.err());
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\n");
    assertEquals(37, launch("17", "info").exitCode());
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Map<String, String> wrong = Map.of("JAVA_HOME", home.toString());
    FinishedProcess process = FinishedProcess.run(folder, wrong, List.of(launcher.toString()));
    assertEquals(1, process.exitCode());
    assertTrue(process.err().contains("JAVA_HOME is " + home + ", but"), process.err());
  }

  @Test
  void withoutAnyJavaItSaysWhatToInstall() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink")) {
      String delegate = "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n";
      executable(tools.resolve(tool), delegate);
    }
    Map<String, String> bare = Map.of("JAVA_HOME", "", "PATH", tools.toString());
    List<String> command = List.of("/bin/sh", launcher.toString(), "info");
    FinishedProcess process = FinishedProcess.run(folder, bare, command);
    assertEquals(1, process.exitCode());
    assertTrue(process.err().contains("no Java found; install a JDK"), process.err());
  }

  private FinishedProcess launch(String version, String... arguments) throws Exception {
    return launch(launcher, Map.of(), version, arguments);
  }

  private FinishedProcess launch(
      Path start, Map<String, String> environment, String version, String... arguments)
      throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk " + version + "/bin")).resolve("java");
    executable(java, TALKING_JAVA.formatted(version));
    Map<String, String> all =
        new HashMap<>(Map.of("JAVA_HOME", java.getParent().getParent().toString()));
    for (String mine : List.of("JAVA_OPTS", "TRUCHMAN_OPTS", "MKL_DYNAMIC", "OMP_DYNAMIC")) {
      all.put(mine, "");
    }
    all.putAll(environment);
    List<String> command = new ArrayList<>(List.of(start.toString()));
    command.addAll(List.of(arguments));
    return FinishedProcess.run(folder, all, command);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script, StandardCharsets.UTF_8);
    assertTrue(file.toFile().setExecutable(true));
  }
}
