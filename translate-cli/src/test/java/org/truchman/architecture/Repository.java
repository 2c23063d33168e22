package org.truchman.architecture;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources lie, for tests that read files of the repository. */
public final class Repository {
  private Repository() {}

  /**
   * The root folder of the repository: the build names it in the property {@code
   * truchman.repository}; elsewhere it is the nearest folder upwards that holds {@code mvnw}.
   *
   * @throws IllegalStateException if there is no such folder
   */
  public static Path root() {
    String named = System.getProperty("truchman.repository");
    if (named != null) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above the working directory holds mvnw");
  }
}
