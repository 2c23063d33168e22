package org.truchman.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalsTest {
  @TempDir Path descriptors;

  @Test
  void launcherNamesThem() {
    Terminals told = Terminals.of(" 0 2");
    assertTrue(told.in());
    assertFalse(told.out());
    assertTrue(told.err());
    assertFalse(Terminals.of("").in());
  }

  @Test
  void linksOfDescriptorsTell() throws IOException {
    assumeTrue(File.separatorChar == '/', "needs symbolic links");
    Files.createSymbolicLink(descriptors.resolve("0"), Path.of("/dev/pts/3"));
    Files.createSymbolicLink(descriptors.resolve("1"), Path.of("pipe:[4242]"));
    assertEquals(new Terminals(true, false, false, true), Terminals.inProc(descriptors));
  }

  @Test
  void nullDeviceAndFilesAreNone() throws IOException {
    assumeTrue(File.separatorChar == '/', "needs symbolic links");
    Files.createSymbolicLink(descriptors.resolve("0"), Path.of("/dev/null"));
    Files.createSymbolicLink(descriptors.resolve("1"), Path.of("/home/me/out.txt"));
    Files.createSymbolicLink(descriptors.resolve("2"), Path.of("/dev/tty1"));
    assertEquals(new Terminals(false, false, true, false), Terminals.inProc(descriptors));
  }
}
