package org.truchman.seq2seq;

import com.google.gson.JsonObject;

/** The versions of what a model was made with. */
final class Versions {
  private Versions() {}

  static JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("truchman", truchman());
    json.addProperty("libtorch", Libtorch.bindingsVersion());
    json.addProperty("java", System.getProperty("java.version"));
    json.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return json;
  }

  /** The version of this toolkit, or {@code development} when it does not run from its jar. */
  static String truchman() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
