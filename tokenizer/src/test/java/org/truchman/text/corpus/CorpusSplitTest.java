package org.truchman.text.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists by which scripts/corpus splits what it fetches. */
class CorpusSplitTest {
  private static final Path LISTS =
      Path.of(System.getProperty("truchman.repository", ".."), "data/corpora");
  private static final Path CORPORA =
      Path.of(System.getProperty("truchman.shared", "../../shared"), "corpora");

  /** The lines of each set, and of what stands before the first one. */
  private static Map<String, List<String>> sets(String name) throws IOException {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    String set = "head";
    for (String line : Files.readAllLines(LISTS.resolve(name + ".split"))) {
      if (line.startsWith("set ")) {
        set = line.substring("set ".length());
      } else {
        sets.computeIfAbsent(set, s -> new ArrayList<>()).add(line);
      }
    }
    return sets;
  }

  @ParameterizedTest
  @CsvSource({"tatoeba-en-de,7382", "tatoeba-en-fr,10210"})
  void listsHoldHashesAndNoText(String name, int out) throws IOException {
    Map<String, List<String>> sets = sets(name);
    assertEquals(Set.of("head", "val", "test", "out"), sets.keySet());
    assertEquals(2000, sets.get("val").size());
    assertEquals(2000, sets.get("test").size());
    assertEquals(out, sets.get("out").size());
    Set<String> all = new HashSet<>();
    for (String set : List.of("val", "test", "out")) {
      for (String hash : sets.get(set)) {
        assertTrue(hash.matches("[0-9a-f]{12}"), hash);
        assertTrue(all.add(hash), hash + " stands there twice");
      }
    }
    long files = sets.get("head").stream().filter(l -> l.matches("file \\S+ [0-9a-f]{64}")).count();
    assertEquals(10, files);
  }

  @ParameterizedTest
  @CsvSource({"tatoeba-en-de,de", "tatoeba-en-fr,fr"})
  void listsAreThoseOfTheCorporaThatModelsWereTrainedOn(String name, String target)
      throws IOException {
    Path folder = CORPORA.resolve(name);
    assumeTrue(Files.isDirectory(folder), () -> folder + " is not there");
    Map<String, List<String>> sets = sets(name);
    for (String set : List.of("val", "test")) {
      assertEquals(sets.get(set), hashes(folder, set, target), set);
    }
    Set<String> named = new HashSet<>();
    List.of("val", "test", "out").forEach(set -> named.addAll(sets.get(set)));
    for (String hash : hashes(folder, "train", target)) {
      assertFalse(named.contains(hash), hash);
    }
  }

  private static List<String> hashes(Path folder, String set, String target) {
    List<String> hashes = new ArrayList<>();
    try (ParallelCorpus pairs =
        ParallelCorpus.open(
            folder.resolve(set + ".en.gz"),
            folder.resolve(set + "." + target + ".gz"),
            InvalidText.FAIL)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SentencePair pair : pairs) {
        String text = pair.source() + "\t" + pair.target();
        byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        hashes.add(HexFormat.of().formatHex(hash).substring(0, 12));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    return hashes;
  }
}
