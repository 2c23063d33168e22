package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installed libtorch is recognised by its own files. */
class LibtorchTest {
  @TempDir Path folder;

  @Test
  void aDistributionTellsVersionAndFlavor() throws IOException {
    library("libtorch/lib", "torch");
    write("libtorch/build-version", "2.7.1+cu128\n");
    Libtorch found = Libtorch.at(folder.resolve("libtorch"));
    assertEquals("2.7.1", found.version());
    assertEquals("cu128", found.flavor());
    assertEquals(folder.resolve("libtorch/lib").toAbsolutePath(), found.libraries());
  }

  @Test
  void aPythonInstallationTellsThemToo() throws IOException {
    library("site-packages/torch/lib", "torch");
    write(
        "site-packages/torch/version.py",
        "__all__ = []\n__version__ = '2.6.0+cpu'\ndebug = False\n");
    for (String given :
        new String[] {"site-packages", "site-packages/torch", "site-packages/torch/lib"}) {
      Libtorch found = Libtorch.at(folder.resolve(given));
      assertEquals("2.6.0", found.version(), given);
      assertEquals("cpu", found.flavor(), given);
    }
  }

  @Test
  void withoutASuffixTheLibrariesTellTheFlavor() throws IOException {
    library("libtorch/lib", "torch");
    write("libtorch/build-version", "2.7.1\n");
    assertEquals("cpu", Libtorch.at(folder.resolve("libtorch")).flavor());
    library("libtorch/lib", "torch_cuda");
    assertEquals("cu128", Libtorch.at(folder.resolve("libtorch")).flavor());
  }

  @Test
  void anotherVersionThanTheBindingsIsRefusedNamingBoth() throws IOException {
    library("libtorch/lib", "torch");
    write("libtorch/build-version", "2.11.0+cu130\n");
    Libtorch found = Libtorch.at(folder.resolve("libtorch"));
    String message = assertThrows(IllegalArgumentException.class, found::select).getMessage();
    assertEquals(
        "libtorch in "
            + folder.resolve("libtorch/lib").toAbsolutePath()
            + " is version 2.11.0, and the Java bindings are for version "
            + Libtorch.bindingsVersion()
            + "; install libtorch "
            + Libtorch.bindingsVersion(),
        message);
  }

  @Test
  void aFolderWithoutTheLibraryIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Libtorch.at(folder)).getMessage();
    assertEquals(
        folder
            + " holds no "
            + System.mapLibraryName("torch")
            + ", nor does its folder lib; give the folder of an installed libtorch, or of Python's"
            + " torch",
        message);
  }

  @Test
  void aLibraryOfUnknownVersionIsRefused() throws IOException {
    library("libtorch/lib", "torch");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Libtorch.at(folder.resolve("libtorch")))
            .getMessage();
    assertEquals(
        folder.resolve("libtorch").toAbsolutePath()
            + " tells no version: neither build-version nor version.py is there",
        message);
  }

  private void library(String inside, String name) throws IOException {
    write(inside + "/" + System.mapLibraryName(name), "");
  }

  private void write(String inside, String text) throws IOException {
    Path file = folder.resolve(inside);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
