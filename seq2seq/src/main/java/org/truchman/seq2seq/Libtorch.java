package org.truchman.seq2seq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed libtorch: where its libraries lie, its version, and its flavor ({@code cpu} or
 * {@code cu128} and the like).
 *
 * <p>Found in a libtorch distribution (its {@code build-version} file) as well as in a Python
 * installation of torch (its {@code version.py}), given as the folder itself or as its {@code lib}.
 *
 * @param libraries the folder that holds {@code libtorch.so} or its like
 * @param version as {@code 2.7.1}
 * @param flavor as {@code cu128}
 */
record Libtorch(Path libraries, String version, String flavor) {
  private static final Pattern BUILD = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+(\\w+))?");
  private static final Pattern PYTHON =
      Pattern.compile("__version__\\s*=\\s*'" + BUILD.pattern() + "'");

  /**
   * Looks at a folder.
   *
   * @throws IllegalArgumentException if there is no libtorch, or its version is not told
   */
  static Libtorch at(Path folder) {
    String library = System.mapLibraryName("torch");
    Path libraries =
        List.of(folder, folder.resolve("lib"), folder.resolve("torch").resolve("lib")).stream()
            .filter(path -> Files.isRegularFile(path.resolve(library)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        folder
                            + " holds no "
                            + library
                            + ", nor does its folder lib; give the folder of an installed"
                            + " libtorch, or of Python's torch"))
            .toAbsolutePath();
    Path home = libraries.getParent();
    Matcher build = match(BUILD, home.resolve("build-version"));
    if (build == null) {
      build = match(PYTHON, home.resolve("version.py"));
    }
    if (build == null) {
      throw new IllegalArgumentException(
          home + " tells no version: neither build-version nor version.py is there");
    }
    boolean cuda = Files.exists(libraries.resolve(System.mapLibraryName("torch_cuda")));
    String flavor = build.group(2) == null ? (cuda ? "cu128" : "cpu") : build.group(2);
    return new Libtorch(libraries, build.group(1), flavor);
  }

  private static Matcher match(Pattern pattern, Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.UTF_8));
      return matcher.find() ? matcher : null;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /**
   * Tells the engine to load this library; has an effect only before it is loaded.
   *
   * @throws IllegalArgumentException if the bindings were built for another version
   */
  void select() {
    String bindings = bindingsVersion();
    if (!version.equals(bindings)) {
      throw new IllegalArgumentException(
          "libtorch in "
              + libraries
              + " is version "
              + version
              + ", and the Java bindings are for version "
              + bindings
              + "; install libtorch "
              + bindings);
    }
    System.setProperty("PYTORCH_LIBRARY_PATH", libraries.toString());
    System.setProperty("PYTORCH_VERSION", version);
    System.setProperty("PYTORCH_FLAVOR", bindingsFlavor());
  }

  /** The flavor of the bindings that fits: they exist for the CPU and for one CUDA 12. */
  private String bindingsFlavor() {
    return flavor.startsWith("cu") ? "cu128" : "cpu";
  }

  /** The version of libtorch that the bindings on the class path were built for. */
  static String bindingsVersion() {
    String resource = "jnilib/pytorch.properties";
    try (InputStream in = Libtorch.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path holds no pytorch-jni jar");
      }
      Properties properties = new Properties();
      properties.load(in);
      String version = properties.getProperty("jni_version");
      return version.substring(0, version.indexOf('-'));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
