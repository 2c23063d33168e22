package org.truchman.seq2seq.checkpoint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The size and the SHA-256 of a file.
 *
 * @param size in bytes
 * @param sha256 64 small hexadecimal digits
 */
record FileDigest(long size, String sha256) {

  static FileDigest of(byte[] content) {
    return new FileDigest(content.length, hex(newHash().digest(content)));
  }

  static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Gives the part of the hash that file names carry. */
  String shortName() {
    return sha256.substring(0, 12);
  }
}
