package org.truchman.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, which Maven writes into the jar. */
public final class Version implements IVersionProvider {
  private static final String RESOURCE =
      "/META-INF/maven/org.truchman/truchman-translate-cli/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {line()};
  }

  /** For example {@code truchman 0.1.0}. */
  public static String line() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return "truchman (run from class files, which have no version)";
      }
      Properties properties = new Properties();
      properties.load(in);
      return "truchman " + properties.getProperty("version");
    }
  }
}
