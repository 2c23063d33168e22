package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.truchman.seq2seq.config.StrictJson;

/**
 * The JSON header of a safetensors file: which tensor stands where.
 *
 * @param entries the tensors in order of their bytes, which follow each other without holes
 */
record SafetensorsHeader(List<Entry> entries) {

  /** The header's own key for free text, which is no tensor. */
  static final String METADATA = "__metadata__";

  /** The greatest size of a header that is read or written, in bytes. */
  static final int LIMIT = 1 << 20;

  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

  /**
   * One tensor as the header states it; nothing of it is believed before it was compared with what
   * is demanded.
   *
   * @param name the tensor
   * @param type the name of the stored type
   * @param shape sizes of the axes
   * @param begin first byte, counted from the end of the header
   * @param end byte after the last
   */
  record Entry(String name, String type, List<Long> shape, long begin, long end) {}

  /**
   * Reads a header.
   *
   * @param bytes the JSON, padded with spaces at most
   * @return the header; its entries are contiguous from 0
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static SafetensorsHeader parse(byte[] bytes) {
    JsonObject json = StrictJson.object(text(bytes));
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonElement> member : json.entrySet()) {
      if (member.getKey().equals(METADATA)) {
        requireTexts(member.getValue());
      } else {
        entries.add(entry(member.getKey(), member.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireContiguous(entries);
    return new SafetensorsHeader(List.copyOf(entries));
  }

  private static String text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException("the header is not valid UTF-8", notUtf8);
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end == 0 || text.charAt(0) != '{' || text.charAt(end - 1) != '}') {
      throw new IllegalArgumentException(
          "the header is no JSON object padded with spaces at its end");
    }
    return text.substring(0, end);
  }

  private static void requireTexts(JsonElement metadata) {
    boolean texts =
        metadata.isJsonObject()
            && metadata.getAsJsonObject().asMap().values().stream()
                .allMatch(
                    value -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isString());
    if (!texts) {
      throw new IllegalArgumentException(METADATA + " is no object of strings");
    }
  }

  private static Entry entry(String name, JsonElement value) {
    if (!value.isJsonObject() || !value.getAsJsonObject().keySet().equals(KEYS)) {
      throw new IllegalArgumentException(
          "tensor \"" + name + "\" has other keys than dtype, shape and data_offsets");
    }
    JsonObject object = value.getAsJsonObject();
    JsonElement type = object.get("dtype");
    if (!type.isJsonPrimitive() || !type.getAsJsonPrimitive().isString()) {
      throw new IllegalArgumentException("tensor \"" + name + "\" has no text as dtype");
    }
    List<Long> offsets = counts(name, object.get("data_offsets"));
    if (offsets.size() != 2) {
      throw new IllegalArgumentException("tensor \"" + name + "\" has not two data_offsets");
    }
    List<Long> shape = counts(name, object.get("shape"));
    return new Entry(name, type.getAsString(), shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> counts(String name, JsonElement value) {
    List<Long> counts = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonElement element : array) {
        boolean isCount =
            element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isNumber()
                && COUNT.matcher(element.getAsString()).matches();
        if (!isCount) {
          throw new IllegalArgumentException(
              "tensor \"%s\" has %s where a whole number from 0 is allowed"
                  .formatted(name, element));
        }
        counts.add(Long.parseLong(element.getAsString()));
      }
      return counts;
    }
    throw new IllegalArgumentException(
        "tensor \"%s\" has %s where an array is allowed".formatted(name, value));
  }

  private static void requireContiguous(List<Entry> entries) {
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin() != expected || entry.end() < entry.begin()) {
        throw new IllegalArgumentException(
            "tensor \"%s\" stands at bytes %d to %d; expected: from byte %d, without hole or overlap"
                .formatted(entry.name(), entry.begin(), entry.end(), expected));
      }
      expected = entry.end();
    }
  }

  /** Counts the bytes of all tensors. */
  long dataBytes() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
  }

  /**
   * Writes the header of a layout.
   *
   * @param tensors what follows, in this order
   * @return the JSON, padded with spaces to a multiple of 8 bytes
   * @throws IllegalArgumentException if the header would be larger than {@link #LIMIT}
   */
  static byte[] write(List<StoredTensor> tensors) {
    JsonObject json = new JsonObject();
    long begin = 0;
    for (StoredTensor tensor : tensors) {
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", tensor.type().name());
      JsonArray shape = new JsonArray();
      tensor.spec().shape().forEach(shape::add);
      entry.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(begin);
      begin += tensor.bytes();
      offsets.add(begin);
      entry.add("data_offsets", offsets);
      json.add(tensor.spec().name(), entry);
    }
    byte[] text = StrictJson.compact(json).getBytes(StandardCharsets.UTF_8);
    return padded(text);
  }

  private static byte[] padded(byte[] text) {
    byte[] padded = new byte[(text.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(text, 0, padded, 0, text.length);
    if (padded.length > LIMIT) {
      throw new IllegalArgumentException(
          "the header has %d bytes; allowed: %d".formatted(padded.length, LIMIT));
    }
    return padded;
  }
}
