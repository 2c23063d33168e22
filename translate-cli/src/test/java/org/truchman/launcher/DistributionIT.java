package org.truchman.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the built distribution and starts it, as its user does. */
class DistributionIT {
  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void findTheDistribution() {
    String named = System.getProperty("truchman.dist");
    assumeTrue(named != null, "the build names the distribution in the property truchman.dist");
    home = Path.of(named);
  }

  @Test
  void itCarriesItsLicenceAndNotice() throws IOException {
    assertTrue(read("LICENSE").contains("Apache License"));
    assertTrue(read("NOTICE").contains("OpenNLP"));
  }

  @Test
  void everyModuleAndEachJarIsThereOnce() throws IOException {
    List<String> jars = jars();
    for (String module : List.of("tokenizer", "metrics", "report", "seq2seq", "translate-cli")) {
      assertEquals(1, count(jars, "truchman-" + module + "-"), module + " in " + jars);
    }
    assertEquals(1, count(jars, "pytorch-engine-"), jars.toString());
    assertEquals(1, count(jars, "pytorch-jni-"), jars.toString());
    assertEquals(0, count(jars, "junit"), "tests stay at home: " + jars);
  }

  @Test
  void theLibraryIsThereForOnePlatformAndNotForTheGpu() throws IOException {
    boolean forGpu = "provided".equals(System.getProperty("truchman.native.scope"));
    List<String> jars = jars();
    assertEquals(forGpu ? 0 : 1, count(jars, "pytorch-native-"), jars.toString());
  }

  @Test
  void theLauncherOfWindowsHasLinesOfWindows() throws IOException {
    String launcher = read("bin/truchman.cmd");
    assertEquals(launcher, launcher.replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theLauncherTellsTheVersion() throws Exception {
    assertTellsTheVersion(List.of(home.resolve("bin/truchman").toString(), "--version"));
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void theLauncherOfWindowsTellsTheVersion() throws Exception {
    String launcher = home.resolve("bin\\truchman.cmd").toString();
    assertTellsTheVersion(List.of("cmd", "/c", launcher, "--version"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anUnknownCommandIsWrongUsage() throws Exception {
    List<String> command = List.of(home.resolve("bin/truchman").toString(), "no-such-command");
    FinishedProcess process = FinishedProcess.run(folder, Map.of(), command);
    assertEquals(2, process.exitCode(), process.err());
    assertTrue(process.err().contains("no-such-command"), process.err());
  }

  private void assertTellsTheVersion(List<String> command) throws Exception {
    FinishedProcess process = FinishedProcess.run(folder, Map.of(), command);
    assertEquals(0, process.exitCode(), process.err());
    assertTrue(process.out().contains(System.getProperty("truchman.version")), process.out());
  }

  private String read(String file) throws IOException {
    return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
  }

  private List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static long count(List<String> names, String start) {
    return names.stream().filter(name -> name.startsWith(start)).count();
  }
}
