import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches a corpus of sentence pairs from its origin, checks it, and splits it as a committed list
 * of hashes says; for scripts/corpus.
 *
 * <p>Arguments: {@code NAME FOLDER [--from FILE]}, where the list is data/corpora/NAME.split and
 * FILE the origin's archive or the text in it, instead of a download; or {@code --list NAME FOLDER
 * FILE}, which prints the list of a split that lies in FOLDER, plain or gzip.
 *
 * <p>A pair's hash is the first 12 hexadecimal digits of the SHA-256 of "source TAB target". Pairs
 * of val and test come in the order of the list; train is what the list does not name, in the order
 * of the SHA-256, so that no order of the origin's remains.
 */
public final class FetchCorpus {
  private static final int DIGITS = 12;
  private static final List<String> SETS = List.of("val", "test");
  private static final String OUT = "out";

  /**
   * Where a corpus comes from.
   *
   * @param address of its archive, of one commit, so that it never changes
   * @param text the file in the archive
   * @param sha256 of that file
   * @param source language code of the first column
   * @param target language code of the second column
   * @param release whose data it is
   */
  private record Origin(
      String address, String text, String sha256, String source, String target, String release) {}

  private static final Map<String, Origin> ORIGINS =
      Map.of(
          "tatoeba-en-de",
          new Origin(
              "https://raw.githubusercontent.com/rioyshky/translation/"
                  + "de48b7027f7318d77010a6e08ed928c10748c23d/deu-eng.zip",
              "deu.txt",
              "a79c90b3cd3102decffa49cc00fb6f20023974f2ae5c4782515bebe133fcc07b",
              "en",
              "de",
              "www.manythings.org/anki, deu-eng of 2018-05-13"),
          "tatoeba-en-fr",
          new Origin(
              "https://raw.githubusercontent.com/modelexlab/data/"
                  + "adddaf33ac35572bcfeb421efec29435e7ea9332/fra-eng.zip",
              "fra.txt",
              "0bb85dbaa1c896844649094d7eaf2e34bee34e84fe362b26ce7e8f2e12aae104",
              "en",
              "fr",
              "www.manythings.org/anki, fra-eng of 2019-04-07"));

  private final String name;
  private final Origin origin;
  private final Path folder;

  private FetchCorpus(String name, Path folder) {
    this.name = name;
    this.origin = ORIGINS.get(name);
    this.folder = folder;
    if (origin == null) {
      throw new IllegalArgumentException(
          "no corpus \"" + name + "\"; there are " + ORIGINS.keySet().stream().sorted().toList());
    }
  }

  /** A sentence and its translation. */
  private record Pair(String source, String target) {
    String sha256() {
      return hex((source + "\t" + target).getBytes(StandardCharsets.UTF_8));
    }

    String hash() {
      return sha256().substring(0, DIGITS);
    }
  }

  /** Runs; says what is wrong in one line. */
  public static void main(String[] arguments) throws IOException {
    try {
      if (arguments.length == 4 && arguments[0].equals("--list")) {
        new FetchCorpus(arguments[1], Path.of(arguments[2])).list(Path.of(arguments[3]));
      } else if (arguments.length == 2) {
        FetchCorpus corpus = new FetchCorpus(arguments[0], Path.of(arguments[1]));
        corpus.write(corpus.downloaded());
      } else if (arguments.length == 4 && arguments[2].equals("--from")) {
        FetchCorpus corpus = new FetchCorpus(arguments[0], Path.of(arguments[1]));
        corpus.write(corpus.read(Path.of(arguments[3])));
      } else {
        throw new IllegalArgumentException("usage: scripts/corpus NAME [--to DIR] [--from FILE]");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("corpus: " + e.getMessage());
      System.exit(e instanceof IllegalArgumentException ? 2 : 1);
    }
  }

  private byte[] downloaded() throws IOException {
    System.err.println("corpus: fetching " + origin.address());
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin.address()))
            .timeout(Duration.ofMinutes(10))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw unreachable("it answered with status " + answer.statusCode());
      }
      return text(answer.body());
    } catch (InterruptedException e) {
      throw unreachable("interrupted");
    } catch (IOException e) {
      throw unreachable(e.toString());
    }
  }

  private IllegalStateException unreachable(String why) {
    return new IllegalStateException(
        origin.address()
            + " cannot be fetched ("
            + why
            + "); fetch it in another way, and give the file: scripts/corpus "
            + name
            + " --from FILE");
  }

  private byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such file");
    }
    return text(Files.readAllBytes(file));
  }

  /** The text of an archive, or of itself; checked. */
  private byte[] text(byte[] content) throws IOException {
    byte[] text = content;
    if (content.length > 4 && content[0] == 'P' && content[1] == 'K') {
      text = unpacked(content);
    }
    if (!hex(text).equals(origin.sha256())) {
      throw new IllegalStateException(
          "the text is another one than "
              + origin.text()
              + " of "
              + origin.release()
              + ": its SHA-256 is "
              + hex(text)
              + ", not "
              + origin.sha256()
              + "; other releases have other sentences. Get it from "
              + origin.address());
    }
    return text;
  }

  private byte[] unpacked(byte[] archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = Path.of(entry.getName());
        if (path.getFileName().toString().equals(origin.text())) {
          ByteArrayOutputStream text = new ByteArrayOutputStream();
          zip.transferTo(text);
          return text.toByteArray();
        }
      }
    }
    throw new IllegalStateException("the archive holds no " + origin.text());
  }

  private static List<Pair> pairs(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t"))
        .map(columns -> new Pair(columns[0], columns[1]))
        .toList();
  }

  /** The committed list: hashes by set, and digests of what is written by file. */
  private record Split(Map<String, List<String>> hashes, Map<String, String> digests) {
    static Split read(Path file) throws IOException {
      Map<String, List<String>> hashes = new LinkedHashMap<>();
      Map<String, String> digests = new LinkedHashMap<>();
      String set = null;
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        if (line.startsWith("#") || line.isEmpty()) {
          continue;
        } else if (words[0].equals("file")) {
          digests.put(words[1], words[2]);
        } else if (words[0].equals("set")) {
          set = words[1];
          hashes.put(set, new ArrayList<>());
        } else {
          hashes.get(set).add(line);
        }
      }
      return new Split(hashes, digests);
    }
  }

  private Path splitFile() {
    return Path.of("data", "corpora", name + ".split");
  }

  private void write(byte[] text) throws IOException {
    List<Pair> all = pairs(text);
    Split split = Split.read(splitFile());
    Map<String, List<Pair>> sets = sets(all, split.hashes());
    Files.createDirectories(folder);
    Map<String, byte[]> files = files(all, sets);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String wanted = split.digests().get(file.getKey());
      if (!hex(file.getValue()).equals(wanted)) {
        throw new IllegalStateException(
            file.getKey() + " has become another one than " + splitFile() + " says; update both");
      }
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(folder.resolve("ATTRIBUTION.txt"), attribution());
    sets.forEach((set, pairs) -> System.out.println(folder + ": " + set + " " + pairs.size()));
  }

  private String attribution() {
    return "Sentence pairs from "
        + origin.release()
        + ", whose sentences come from tatoeba.org.\n"
        + "Licence: CC BY 2.0 FR, https://creativecommons.org/licenses/by/2.0/fr/\n"
        + "Attribution: www.manythings.org/anki and tatoeba.org (and the contributors named there).\n"
        + "Changed: split into train, val and test; some pairs left out; the order.\n";
  }

  private Map<String, List<Pair>> sets(List<Pair> all, Map<String, List<String>> hashes) {
    Map<String, Pair> byHash = new HashMap<>();
    all.forEach(pair -> byHash.put(pair.hash(), pair));
    Map<String, List<Pair>> sets = new LinkedHashMap<>();
    Set<String> named = new HashSet<>(hashes.get(OUT));
    for (String set : SETS) {
      named.addAll(hashes.get(set));
    }
    sets.put(
        "train",
        all.stream()
            .filter(pair -> !named.contains(pair.hash()))
            .sorted(Comparator.comparing(Pair::sha256))
            .toList());
    for (String set : SETS) {
      sets.put(set, hashes.get(set).stream().map(byHash::get).toList());
    }
    return sets;
  }

  private Map<String, byte[]> files(List<Pair> all, Map<String, List<Pair>> sets) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    sets.forEach(
        (set, pairs) -> {
          files.put(set + "." + origin.source(), lines(pairs, Pair::source));
          files.put(set + "." + origin.target(), lines(pairs, Pair::target));
        });
    for (String set : SETS) {
      files.put(
          set + "." + origin.target() + ".allrefs.tsv",
          lines(sets.get(set), references(all, Pair::source, Pair::target)));
      files.put(
          set + "." + origin.source() + ".allrefs.tsv",
          lines(sets.get(set), references(all, Pair::target, Pair::source)));
    }
    return files;
  }

  /** The translation of a pair, and behind it all others of the same sentence, by tabs. */
  private static Function<Pair, String> references(
      List<Pair> all, Function<Pair, String> from, Function<Pair, String> to) {
    Map<String, Set<String>> known = new HashMap<>();
    all.forEach(
        pair ->
            known
                .computeIfAbsent(from.apply(pair), s -> new LinkedHashSet<>())
                .add(to.apply(pair)));
    return pair -> {
      Set<String> references = new LinkedHashSet<>(List.of(to.apply(pair)));
      references.addAll(known.get(from.apply(pair)));
      return String.join("\t", references);
    };
  }

  private static byte[] lines(List<Pair> pairs, Function<Pair, String> side) {
    StringBuilder text = new StringBuilder();
    pairs.forEach(pair -> text.append(side.apply(pair)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Prints the list of the split that lies in the folder. */
  private void list(Path file) throws IOException {
    List<Pair> all = pairs(read(file));
    Map<String, List<String>> hashes = new LinkedHashMap<>();
    Set<String> left = new HashSet<>();
    all.forEach(pair -> left.add(pair.hash()));
    if (left.size() != all.size()) {
      throw new IllegalStateException(DIGITS + " digits do not tell all pairs apart");
    }
    left.removeAll(hashes("train"));
    for (String set : SETS) {
      hashes.put(set, hashes(set));
      left.removeAll(hashes.get(set));
    }
    hashes.put(OUT, left.stream().sorted().toList());
    System.out.println("# How scripts/corpus splits " + name + ": hashes of pairs, no text.");
    System.out.println("# Pairs of the set \"" + OUT + "\" belong to no set, and so do not train.");
    files(all, sets(all, hashes))
        .forEach((path, bytes) -> System.out.println("file " + path + " " + hex(bytes)));
    hashes.forEach(
        (set, list) -> {
          System.out.println("set " + set);
          list.forEach(System.out::println);
        });
  }

  private List<String> hashes(String set) {
    List<String> sources = lines(set + "." + origin.source());
    List<String> targets = lines(set + "." + origin.target());
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      hashes.add(new Pair(sources.get(i), targets.get(i)).hash());
    }
    return hashes;
  }

  private List<String> lines(String file) {
    Path plain = folder.resolve(file);
    boolean isPlain = Files.exists(plain);
    Path path = isPlain ? plain : folder.resolve(file + ".gz");
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = isPlain ? raw : new GZIPInputStream(raw)) {
      return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
