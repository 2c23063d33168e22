package org.truchman.seq2seq.data.prepared;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PairIndexer;
import org.truchman.seq2seq.data.WeightedCorpus;
import org.truchman.seq2seq.files.PartFiles;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.subword.CorpusTag;

/**
 * A folder that {@link CorpusPreparation} wrote, open for training: text pipelines, training pairs
 * in mapped memory, and the validation set. docs/prepared-format.md describes it byte by byte.
 */
public final class PreparedCorpus {
  static final String TEXT = "text";
  static final String VALID = "valid.json";

  private final Path folder;
  private final PreparedManifest manifest;
  private final TextPipelines text;
  private final IndexedCorpus train;
  private final Validation validation;

  /**
   * A file that was read to make the corpus.
   *
   * @param file its absolute path
   * @param sha256 of its bytes, in small hexadecimal digits
   */
  public record SourceFile(String file, String sha256) {}

  /**
   * What one of several corpora gave.
   *
   * @param name of its source file
   * @param pairs how many of its pairs are kept
   * @param share how it takes part
   */
  public record Part(String name, int pairs, CorpusShare share) {
    /** The part for programs. */
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("name", name);
      json.addProperty("pairs", pairs);
      json.addProperty("weight", share.weight());
      if (share.tag() != null) {
        json.addProperty("tag", share.tag().name());
      }
      return json;
    }

    static Part of(JsonObject json) {
      CorpusTag tag = json.has("tag") ? new CorpusTag(json.get("tag").getAsString()) : null;
      return new Part(
          json.get("name").getAsString(),
          json.get("pairs").getAsInt(),
          new CorpusShare(json.get("weight").getAsDouble(), tag));
    }

    /** One line for people. */
    @Override
    public String toString() {
      return name + ": " + pairs + " pairs" + (share.isPlain() ? "" : ", " + share);
    }
  }

  /**
   * The validation set.
   *
   * @param pairs as piece ids
   * @param references the target lines as they stood in the file
   */
  public record Validation(List<IndexedPair> pairs, List<String> references) {}

  private PreparedCorpus(Path folder, PreparedManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    requireSame(folder.resolve(TEXT).resolve("text.json"), manifest.text());
    this.text = TextPipelines.load(folder.resolve(TEXT));
    this.train = shards();
    this.validation = validationSet();
  }

  /**
   * Opens a prepared corpus and verifies every file of it.
   *
   * @param folder the folder
   * @throws CorpusException if it is none, or a file is missing, damaged, of another format, or
   *     belongs to another corpus
   * @throws UncheckedIOException if a file cannot be read
   */
  public static PreparedCorpus open(Path folder) {
    return new PreparedCorpus(folder, PreparedManifest.read(folder.resolve(PreparedManifest.FILE)));
  }

  /**
   * Whether a folder looks like a prepared corpus.
   *
   * @param folder any path
   */
  public static boolean isPresent(Path folder) {
    return Files.exists(folder.resolve(PreparedManifest.FILE));
  }

  /**
   * Removes a prepared corpus; nothing happens if there is none.
   *
   * @param folder the folder
   * @throws UncheckedIOException if it cannot be removed
   */
  public static void remove(Path folder) {
    try {
      PartFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be removed", e);
    }
  }

  private static void requireSame(Path file, String sha256) {
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(file + ": is missing; prepare the corpus again");
    }
    if (!PreparedManifest.sha256(file).equals(sha256)) {
      throw new CorpusException(
          file + ": is damaged or belongs to another corpus; prepare the corpus again");
    }
  }

  private IndexedCorpus shards() {
    List<MappedShard> shards = new ArrayList<>();
    for (PreparedManifest.Shard listed : manifest.shards()) {
      Path file = folder.resolve(listed.file());
      MappedShard shard = MappedShard.open(file);
      if (!shard.header().fingerprint().equals(manifest.text())) {
        throw new CorpusException(
            file
                + ": was indexed with another text pipeline than "
                + folder.resolve(TEXT)
                + "; prepare the corpus again");
      }
      if (shard.header().pairs() != listed.pairs()
          || shard.header().bodyChecksum() != listed.checksum()) {
        throw new CorpusException(
            file
                + ": belongs to another corpus than "
                + folder.resolve(PreparedManifest.FILE)
                + "; prepare the corpus again");
      }
      shards.add(shard);
    }
    return new MappedCorpus(shards);
  }

  private Validation validationSet() {
    Path file = folder.resolve(VALID);
    requireSame(file, manifest.valid());
    List<SentencePair> pairs = validPairs(file);
    return new Validation(
        List.copyOf(new PairIndexer(text, manifest.maxLength()).index(pairs)),
        pairs.stream().map(SentencePair::target).toList());
  }

  private static List<SentencePair> validPairs(Path file) {
    try {
      JsonObject json = StrictJson.object(Files.readString(file, StandardCharsets.UTF_8));
      List<SentencePair> pairs = new ArrayList<>();
      for (JsonElement element : json.getAsJsonArray("pairs")) {
        JsonArray sides = element.getAsJsonArray();
        pairs.add(
            new SentencePair(
                sides.get(0).getAsString(), sides.get(1).getAsString(), pairs.size() + 1));
      }
      return pairs;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** What {@link #validPairs} reads. */
  static byte[] validBytes(List<SentencePair> pairs) {
    JsonArray all = new JsonArray();
    for (SentencePair pair : pairs) {
      JsonArray sides = new JsonArray();
      sides.add(pair.source());
      sides.add(pair.target());
      all.add(sides);
    }
    JsonObject json = new JsonObject();
    json.add("pairs", all);
    return StrictJson.pretty(json).getBytes(StandardCharsets.UTF_8);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** SHA-256 of {@code corpus.json}, which names the checksums of all other files. */
  public String sha256() {
    return PreparedManifest.sha256(folder.resolve(PreparedManifest.FILE));
  }

  /** The text pipelines that the ids belong to. */
  public TextPipelines text() {
    return text;
  }

  /** The training pairs. */
  public IndexedCorpus train() {
    return train;
  }

  /**
   * The training pairs, of each corpus as many in an epoch as its weight says.
   *
   * @param seed of the choice
   * @return {@link #train()} itself where all weights are 1
   */
  public IndexedCorpus train(long seed) {
    if (parts().stream().allMatch(part -> part.share().weight() == 1)) {
      return train;
    }
    return new WeightedCorpus(
        train,
        parts().stream()
            .map(part -> new WeightedCorpus.Part(part.pairs(), part.share().weight()))
            .toList(),
        seed);
  }

  /** What each corpus gave, in order; empty for a single corpus as it is. */
  public List<Part> parts() {
    return manifest.parts();
  }

  /** The validation set. */
  public Validation validation() {
    return validation;
  }

  /** The files that the corpus was made from, training before validation; streams are not there. */
  public List<SourceFile> sources() {
    return manifest.sources();
  }

  /**
   * Gives the settings that a corpus decides: languages, text, and the limit of pieces. Only its
   * list and its text pipelines are read for that.
   *
   * @param folder the folder of the corpus
   * @param others everything else
   * @throws CorpusException if it is no prepared corpus, or damaged
   */
  public static Configuration decided(Path folder, Configuration others) {
    PreparedManifest manifest = PreparedManifest.read(folder.resolve(PreparedManifest.FILE));
    return decided(TextPipelines.load(folder.resolve(TEXT)), manifest.maxLength(), others);
  }

  private static Configuration decided(TextPipelines text, int maxLength, Configuration others) {
    return others
        .withSourceLanguage(text.source().language())
        .withTargetLanguage(text.target().language())
        .withText(text.config())
        .withTraining(others.training().withMaxLength(maxLength));
  }

  /**
   * The settings that the corpus decides otherwise than these, in words.
   *
   * @param asked the settings of a training
   * @return the key, what the corpus says, and what is asked for; empty if they agree
   */
  public Optional<String> disagreement(Configuration asked) {
    Configuration decided = decided(text, manifest.maxLength(), asked);
    if (!decided.sourceLanguage().equals(asked.sourceLanguage())) {
      return differs("sourceLanguage", decided.sourceLanguage(), asked.sourceLanguage());
    }
    if (!decided.targetLanguage().equals(asked.targetLanguage())) {
      return differs("targetLanguage", decided.targetLanguage(), asked.targetLanguage());
    }
    if (!decided.text().equals(asked.text())) {
      return differs("text", decided.text(), asked.text());
    }
    return decided.training().maxLength() == asked.training().maxLength()
        ? Optional.empty()
        : differs(
            "training.maxLength", decided.training().maxLength(), asked.training().maxLength());
  }

  private Optional<String> differs(String key, Object prepared, Object asked) {
    return Optional.of(
        folder
            + " was prepared with "
            + key
            + " "
            + prepared
            + ", not "
            + asked
            + "; leave the setting out, or prepare the corpus again");
  }

  /** One line for people. */
  @Override
  public String toString() {
    return folder
        + ": "
        + train.size()
        + " training and "
        + validation.pairs().size()
        + " validation pairs";
  }
}
