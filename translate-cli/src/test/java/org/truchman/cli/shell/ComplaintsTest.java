package org.truchman.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class ComplaintsTest {
  @Test
  void barePathsBecomeSentences() {
    assertEquals(
        "a.txt: no such file or directory", Complaints.message(new NoSuchFileException("a.txt")));
    assertEquals(
        "a.txt: permission denied", Complaints.message(new AccessDeniedException("a.txt")));
    assertEquals(
        "a.txt: No space left on device",
        Complaints.message(new FileSystemException("a.txt", null, "No space left on device")));
  }

  @Test
  void innermostCauseIsTold() {
    RuntimeException engine =
        new IllegalStateException(
            "the engine did not start", new IOException(new UnsatisfiedLinkError("libc10.so")));
    assertEquals(
        "the engine did not start (java.lang.UnsatisfiedLinkError: libc10.so)",
        Complaints.message(engine));
  }

  @Test
  void causeThatTheMessageTellsIsNotRepeated() {
    IOException cause = new IOException("disk on fire");
    assertEquals(
        "m/weights: disk on fire",
        Complaints.message(new UncheckedIOException("m/weights: disk on fire", cause)));
  }

  @Test
  void wrappedFileExceptionReadsLikeABareOne() {
    assertEquals(
        "a.txt: no such file or directory",
        Complaints.message(new UncheckedIOException(new NoSuchFileException("a.txt"))));
  }

  @Test
  void failureWithoutWordsIsNamed() {
    assertEquals(
        "java.lang.NullPointerException", Complaints.message(new NullPointerException(null)));
  }
}
