package org.truchman.seq2seq.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files and folders that are not complete yet: {@code .NAME.XXXXXXXX.part}, with eight hexadecimal
 * digits, beside the place that they will have. What a killed process left behind is known by its
 * name.
 */
public final class PartFiles {
  private static final Pattern PART = Pattern.compile("\\.(.+)\\.[0-9a-f]{8}\\.part");

  private PartFiles() {}

  /** Gives a new name beside the target that says that it is not complete. */
  public static Path beside(Path target) {
    String random = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    return target.resolveSibling("." + target.getFileName() + "." + random + ".part");
  }

  /** Says whether a path has such a name, whatever its target. */
  public static boolean isPart(Path file) {
    return PART.matcher(file.getFileName().toString()).matches();
  }

  /** Says whether a path has such a name for this target. */
  public static boolean isPartOf(Path target, Path file) {
    Matcher matcher = PART.matcher(file.getFileName().toString());
    return matcher.matches() && matcher.group(1).equals(target.getFileName().toString());
  }

  /** Deletes a file, or a folder with all that is in it; links are removed, not followed. */
  public static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
