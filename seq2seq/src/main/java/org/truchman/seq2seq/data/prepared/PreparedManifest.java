package org.truchman.seq2seq.data.prepared;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.text.corpus.CorpusException;

/**
 * What {@code corpus.json} says. Its last member is the SHA-256 of the file without that member, so
 * a change of any bit is seen; the other files are verified against it.
 *
 * @param maxLength pieces of a side at most
 * @param seed of the order and of the choice of pairs to learn from
 * @param shuffled whether the pairs are in random order
 * @param learntFrom pairs that the text pipelines were learnt from
 * @param text SHA-256 of {@code text/text.json}, which names the pipelines' other files
 * @param valid SHA-256 of {@code valid.json}
 * @param sources the files that were read
 * @param report what was read and dropped
 * @param parts what each corpus gave; none for a single corpus as it is
 * @param shards the files of ids, in order
 */
record PreparedManifest(
    int maxLength,
    long seed,
    boolean shuffled,
    int learntFrom,
    String text,
    String valid,
    List<PreparedCorpus.SourceFile> sources,
    JsonObject report,
    List<PreparedCorpus.Part> parts,
    List<Shard> shards) {
  static final String FILE = "corpus.json";

  private static final String FORMAT = "truchman-corpus";
  private static final int VERSION = 1;

  /** With parts, which a reader must know of, for they say how often pairs are learnt from. */
  private static final int VERSION_WITH_PARTS = 2;

  private static final String SEAL = "sha256";

  /**
   * A file of ids.
   *
   * @param file its name, of letters, digits, {@code -} and {@code .}
   * @param pairs in it
   * @param checksum CRC-32C of what follows its header
   */
  record Shard(String file, int pairs, int checksum) {}

  byte[] toBytes() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("formatVersion", parts.isEmpty() ? VERSION : VERSION_WITH_PARTS);
    json.addProperty("maxLength", maxLength);
    json.addProperty("seed", seed);
    json.addProperty("shuffled", shuffled);
    json.addProperty("learntFrom", learntFrom);
    json.addProperty("text", text);
    json.addProperty("valid", valid);
    json.add("sources", array(sources, PreparedManifest::json));
    json.add("report", report);
    if (!parts.isEmpty()) {
      json.add("parts", array(parts, PreparedCorpus.Part::toJson));
    }
    json.add("shards", array(shards, PreparedManifest::json));
    json.addProperty(SEAL, sha256(bytes(json)));
    return bytes(json);
  }

  private static <T> JsonArray array(List<T> list, Function<T, JsonObject> toJson) {
    JsonArray array = new JsonArray();
    list.forEach(one -> array.add(toJson.apply(one)));
    return array;
  }

  private static JsonObject json(PreparedCorpus.SourceFile source) {
    JsonObject json = new JsonObject();
    json.addProperty("file", source.file());
    json.addProperty("sha256", source.sha256());
    return json;
  }

  private static JsonObject json(Shard shard) {
    JsonObject json = new JsonObject();
    json.addProperty("file", shard.file());
    json.addProperty("pairs", shard.pairs());
    json.addProperty("crc32c", HexFormat.of().toHexDigits(shard.checksum()));
    return json;
  }

  private static byte[] bytes(JsonObject json) {
    return StrictJson.pretty(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest.
   *
   * @throws CorpusException if the file is missing, damaged, or of another format
   */
  static PreparedManifest read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(
          file.getParent()
              + ": is no prepared corpus (it has no "
              + FILE
              + "); make one with"
              + " truchman prepare");
    }
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | ClassCastException e) {
      throw new CorpusException(
          file + ": is damaged (" + e.getMessage() + "); prepare the corpus again", e);
    }
  }

  private static PreparedManifest parse(byte[] bytes) {
    JsonObject json = StrictJson.object(new String(bytes, StandardCharsets.UTF_8));
    if (!FORMAT.equals(json.get("format").getAsString())) {
      throw new IllegalArgumentException("its format is not " + FORMAT);
    }
    int version = json.get("formatVersion").getAsInt();
    if (version != VERSION && version != VERSION_WITH_PARTS) {
      throw new IllegalArgumentException(
          "its format version is "
              + version
              + "; this program reads versions "
              + VERSION
              + " and "
              + VERSION_WITH_PARTS);
    }
    requireSeal(json, bytes);
    List<PreparedCorpus.SourceFile> sources = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("sources")) {
      JsonObject source = element.getAsJsonObject();
      sources.add(
          new PreparedCorpus.SourceFile(
              source.get("file").getAsString(), source.get("sha256").getAsString()));
    }
    List<PreparedCorpus.Part> parts = new ArrayList<>();
    if (version == VERSION_WITH_PARTS) {
      for (JsonElement element : json.getAsJsonArray("parts")) {
        parts.add(PreparedCorpus.Part.of(element.getAsJsonObject()));
      }
    }
    List<Shard> shards = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("shards")) {
      JsonObject shard = element.getAsJsonObject();
      shards.add(
          new Shard(
              shard.get("file").getAsString(),
              shard.get("pairs").getAsInt(),
              HexFormat.fromHexDigits(shard.get("crc32c").getAsString())));
    }
    return new PreparedManifest(
        json.get("maxLength").getAsInt(),
        json.get("seed").getAsLong(),
        json.get("shuffled").getAsBoolean(),
        json.get("learntFrom").getAsInt(),
        json.get("text").getAsString(),
        json.get("valid").getAsString(),
        List.copyOf(sources),
        json.getAsJsonObject("report"),
        List.copyOf(parts),
        List.copyOf(shards));
  }

  private static void requireSeal(JsonObject json, byte[] bytes) {
    String stated = json.get(SEAL).getAsString();
    JsonObject rest = json.deepCopy();
    rest.remove(SEAL);
    String found = sha256(bytes(rest));
    rest.addProperty(SEAL, found);
    if (!found.equals(stated) || !Arrays.equals(bytes(rest), bytes)) {
      throw new IllegalArgumentException("its checksum is wrong");
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static String sha256(Path file) {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
