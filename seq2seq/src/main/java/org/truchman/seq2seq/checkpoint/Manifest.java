package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truchman.seq2seq.config.StrictJson;

/**
 * The list of a model's files: for each its role, path, size and SHA-256. It ends with the SHA-256
 * of its own bytes before that member, so a change of any bit is seen.
 *
 * @param files the files, in the order of the manifest
 */
public record Manifest(List<Entry> files) {

  /** The file name in the model directory. */
  public static final String FILE_NAME = "manifest.json";

  /** The format version that this release writes, and the only one that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The greatest size of a manifest that is read, in bytes. */
  static final int LIMIT = 1 << 20;

  private static final String FORMAT = "truchman-model";
  private static final Set<String> KEYS = Set.of("format", "formatVersion", "files", "sha256");
  private static final Set<String> ENTRY_KEYS = Set.of("role", "path", "size", "sha256");
  private static final Pattern SEAL =
      Pattern.compile(",\n  \"sha256\": \"([0-9a-f]{64})\"\n}\n\\z");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** Parts start with a letter, digit or underscore, so no part is {@code ..} or hidden. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

  private static final int PATH_LIMIT = 200;

  /** What a file is for. */
  public enum Role {
    /** The configuration; one file. */
    CONFIG,
    /** Where the model comes from; one file. */
    PROVENANCE,
    /** A file of the text pipeline; one or more, all in one folder. */
    TEXT,
    /** The weights; one file. */
    WEIGHTS,
    /** The shortlist's table; at most one file. */
    LEXICON;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private int least() {
      return this == LEXICON ? 0 : 1;
    }

    private int most() {
      return this == TEXT ? Integer.MAX_VALUE : 1;
    }

    private String allowed() {
      return switch (this) {
        case TEXT -> "at least 1";
        case LEXICON -> "at most 1";
        case CONFIG, PROVENANCE, WEIGHTS -> "1";
      };
    }
  }

  /**
   * One file of the model.
   *
   * @param role what it is for
   * @param path relative to the model directory, parts joined by {@code /}: letters, digits, {@code
   *     _}, {@code -} and dots that do not start a part
   * @param size in bytes
   * @param sha256 64 small hexadecimal digits
   */
  public record Entry(Role role, String path, long size, String sha256) {

    /**
     * Checks the path, the size and the hash.
     *
     * @throws IllegalArgumentException if one of them is not allowed
     */
    public Entry {
      boolean isInFolder = path.indexOf('/') > 0;
      if (!PATH.matcher(path).matches() || path.length() > PATH_LIMIT) {
        throw new IllegalArgumentException(
            "path \"%s\"; allowed: letters, digits, _, - and inner dots, in at most %d characters"
                .formatted(path, PATH_LIMIT));
      }
      if (isInFolder != (role == Role.TEXT)) {
        throw new IllegalArgumentException(
            "path \"%s\" of role %s; allowed: a folder for text, none for the others"
                .formatted(path, role.label()));
      }
      if (size < 0 || !HASH.matcher(sha256).matches()) {
        throw new IllegalArgumentException(
            "size %d and sha256 \"%s\" of \"%s\"; allowed: from 0, 64 small hexadecimal digits"
                .formatted(size, sha256, path));
      }
    }

    static Entry of(Role role, String path, FileDigest digest) {
      return new Entry(role, path, digest.size(), digest.sha256());
    }

    private JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty("role", role.label());
      json.addProperty("path", path);
      json.addProperty("size", size);
      json.addProperty("sha256", sha256);
      return json;
    }
  }

  /**
   * Checks that the files make a model.
   *
   * @throws IllegalArgumentException if a role is missing or doubled, or a path stands twice
   */
  public Manifest {
    files = List.copyOf(files);
    Set<String> paths = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (Entry file : files) {
      if (!paths.add(file.path().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("\"" + file.path() + "\" is listed twice");
      }
      if (file.role() == Role.TEXT) {
        folders.add(folder(file));
      }
    }
    for (Role role : Role.values()) {
      long count = files.stream().filter(file -> file.role() == role).count();
      if (count < role.least() || count > role.most()) {
        throw new IllegalArgumentException(
            "%d files have the role %s; allowed: %s"
                .formatted(count, role.label(), role.allowed()));
      }
    }
    if (folders.size() > 1) {
      throw new IllegalArgumentException("text files are in several folders; allowed: one");
    }
  }

  private static String folder(Entry file) {
    return file.path().substring(0, file.path().indexOf('/'));
  }

  /**
   * Gives the file of a role that exactly one file has.
   *
   * @param role config, provenance or weights
   * @return its entry
   */
  public Entry file(Role role) {
    return optional(role).orElseThrow();
  }

  /**
   * Gives the file of a role that a model may lack.
   *
   * @param role lexicon
   * @return its entry, if there is one
   */
  public Optional<Entry> optional(Role role) {
    return files.stream().filter(file -> file.role() == role).findFirst();
  }

  /**
   * Gives the name of the text pipeline's folder.
   *
   * @return the first part of the paths of the text files
   */
  public String textFolder() {
    return folder(file(Role.TEXT));
  }

  /**
   * Gives the manifest as the bytes of its file.
   *
   * @return UTF-8 JSON that ends with the hash of what stands before
   */
  byte[] write() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("formatVersion", FORMAT_VERSION);
    JsonArray list = new JsonArray();
    files.forEach(file -> list.add(file.json()));
    json.add("files", list);
    String text = StrictJson.pretty(json);
    String body = text.substring(0, text.lastIndexOf("\n}"));
    String seal = FileDigest.of(body.getBytes(StandardCharsets.UTF_8)).sha256();
    return (body + ",\n  \"sha256\": \"" + seal + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest.
   *
   * @param content the bytes of the file
   * @param name what to call the file in errors
   * @return the manifest, its own hash verified
   * @throws ModelFormatException if it is damaged, or of another format version
   */
  static Manifest parse(byte[] content, String name) {
    // Every byte gives one character, so a damaged byte stays visible to the hash.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    try {
      JsonObject json = StrictJson.object(text);
      requireVersion(json, name);
      requireSeal(text);
      if (!json.keySet().equals(KEYS) || !(json.get("files") instanceof JsonArray)) {
        throw new IllegalArgumentException("its keys are not format, formatVersion, files, sha256");
      }
      List<Entry> files = new ArrayList<>();
      json.getAsJsonArray("files").forEach(file -> files.add(entry(file)));
      return new Manifest(files);
    } catch (IllegalArgumentException damage) {
      throw new ModelFormatException(
          "%s: %s; the model directory is damaged: fetch or train the model again"
              .formatted(name, damage.getMessage()),
          damage);
    }
  }

  private static void requireVersion(JsonObject json, String name) {
    if (!new JsonPrimitive(FORMAT).equals(json.get("format"))) {
      throw new IllegalArgumentException("its format is no " + FORMAT);
    }
    JsonElement version = json.get("formatVersion");
    boolean isNumber =
        version instanceof JsonPrimitive primitive
            && primitive.isNumber()
            && SIZE.matcher(primitive.getAsString()).matches();
    if (!isNumber) {
      throw new IllegalArgumentException("its formatVersion is no whole number");
    }
    if (version.getAsLong() != FORMAT_VERSION) {
      throw new ModelFormatException(
          "%s: the model has format version %s; this Truchman reads version %d: use the Truchman that wrote it, or fetch or train the model again"
              .formatted(name, version.getAsString(), FORMAT_VERSION));
    }
  }

  private static void requireSeal(String text) {
    Matcher seal = SEAL.matcher(text);
    if (!seal.find()) {
      throw new IllegalArgumentException("it does not end with its own sha256");
    }
    byte[] body = text.substring(0, seal.start()).getBytes(StandardCharsets.ISO_8859_1);
    String found = FileDigest.of(body).sha256();
    if (!found.equals(seal.group(1))) {
      throw new IllegalArgumentException(
          "its own sha256 is %s; expected: %s".formatted(found, seal.group(1)));
    }
  }

  private static Entry entry(JsonElement element) {
    boolean isEntry =
        element instanceof JsonObject object
            && object.keySet().equals(ENTRY_KEYS)
            && object.asMap().values().stream().allMatch(JsonElement::isJsonPrimitive)
            && SIZE.matcher(object.get("size").getAsString()).matches();
    if (!isEntry) {
      throw new IllegalArgumentException("a file's keys are not role, path, size and sha256");
    }
    JsonObject json = element.getAsJsonObject();
    return new Entry(
        role(json.get("role").getAsString()),
        json.get("path").getAsString(),
        json.get("size").getAsLong(),
        json.get("sha256").getAsString());
  }

  private static Role role(String label) {
    for (Role role : Role.values()) {
      if (role.label().equals(label)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role \"" + label + "\"; allowed: config, provenance, text, weights, lexicon");
  }
}
