package org.truchman.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/** What pages take from the class path, and the forms in which it may stand in HTML. */
final class Resources {
  private static final String CHART_JS = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  // Gson's own default writes <, >, &, = and ' as  \u003c and so on: no text can end a script.
  private static final Gson GSON = new GsonBuilder().create();

  private Resources() {}

  /**
   * A file beside this class.
   *
   * @throws IllegalStateException if it is not there
   */
  static String own(String name) {
    return read("org/truchman/report/" + name);
  }

  /**
   * Chart.js as one script.
   *
   * @throws IllegalStateException if its WebJar is not on the class path
   */
  static String chartJs() {
    Properties pom = new Properties();
    try {
      pom.load(new StringReader(read(CHART_JS)));
    } catch (IOException e) {
      throw new UncheckedIOException(CHART_JS + ": " + e.getMessage(), e);
    }
    String folder = "META-INF/resources/webjars/chart.js/" + pom.getProperty("version");
    return script(read(folder + "/dist/chart.umd.min.js"));
  }

  /**
   * A script as it may stand inside a page: without a reference to a source map, which a browser
   * would look for beside the page, and with line feeds only, as browsers hash it.
   *
   * @throws IllegalArgumentException if it holds what would end its element
   */
  static String script(String javascript) {
    String script =
        javascript.replace("\r\n", "\n").replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    String small = script.toLowerCase(java.util.Locale.ROOT);
    if (small.contains("</script") || small.contains("<!--")) {
      throw new IllegalArgumentException(
          "a script must not hold </script or <!--: the page would end it there");
    }
    return script.strip();
  }

  /** The source expression that lets exactly this script or style run. */
  static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }

  /** Data as JSON in which nothing is left that means something in HTML. */
  static String json(Object data) {
    return GSON.toJson(data);
  }

  private static String read(String path) {
    try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            path
                + " is not on the class path; the jars of truchman-report and of the WebJar"
                + " chart.js belong together");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }
}
