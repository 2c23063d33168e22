package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static final List<TensorSpec> SPECS =
      List.of(TensorSpec.of("matrix", 2, 3), TensorSpec.of("bias", 3));

  /** A header and values that are right; each test of strictness spoils one thing. */
  private static final String HEADER =
      "{\"matrix\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
          + "\"bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[24,36]}}";

  @TempDir Path folder;

  @Test
  void float32ComesBackBitForBit() {
    float[] matrix = {1, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, -1e-30f};
    Map<String, float[]> read = writtenAndRead(matrix, WeightType.F32);
    assertArrayEquals(bits(matrix), bits(read.get("matrix")));
    assertArrayEquals(new float[] {0.5f, -1.25f, 3}, read.get("bias"));
    assertEquals(List.of("matrix", "bias"), List.copyOf(read.keySet()));
  }

  @Test
  void float16ComesBackRoundedToElevenBits() {
    float[] matrix = {1, 1 + 0x1p-11f, 1 + 3 * 0x1p-11f, -65519, 0x1p-24f, 0x1p-26f};
    float[] expected = {1, 1, 1 + 0x1p-9f, -65504, 0x1p-24f, 0};
    assertArrayEquals(expected, writtenAndRead(matrix, WeightType.F16).get("matrix"));
  }

  @Test
  void bfloat16ComesBackRoundedToEightBits() {
    float[] matrix = {1, 1 + 0x1p-8f, 1 + 3 * 0x1p-8f, -1e30f, 0x1p-126f, 3};
    float[] read = writtenAndRead(matrix, WeightType.BF16).get("matrix");
    assertEquals(1, read[1]);
    assertEquals(1 + 0x1p-6f, read[2]);
    assertEquals(-1e30f, read[3], 1e30f * 0x1p-9f);
  }

  @Test
  void int8RoundsEachRowByItsOwnScale() {
    // Scales 1 and 0.01: 127 and 1.27 are the greatest magnitudes of their rows.
    float[] matrix = {127, -3.4f, 0.5f, 0.02f, -1.27f, 0.333f};
    float[] read = writtenAndRead(matrix, WeightType.I8).get("matrix");
    assertArrayEquals(new float[] {127, -3, 0}, Arrays.copyOf(read, 3));
    assertArrayEquals(new float[] {0.02f, -1.27f, 0.33f}, Arrays.copyOfRange(read, 3, 6), 1e-6f);
  }

  @Test
  void int8ErrorIsAtMostHalfAScale() {
    long seed = 7;
    Random random = new Random(seed);
    float[] matrix = new float[11 * 37];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) (random.nextGaussian() * Math.pow(10, i / 37 - 5));
    }
    Path file = folder.resolve("w");
    Safetensors.write(file, List.of(NamedTensor.of("m", matrix, 11, 37)), WeightType.I8);
    float[] read = Safetensors.read(file, List.of(TensorSpec.of("m", 11, 37))).get("m");
    float[] scales = RowQuantizer.scales(matrix, 11);
    for (int i = 0; i < matrix.length; i++) {
      assertEquals(matrix[i], read[i], scales[i / 37] * 0.5001, "seed " + seed + ", index " + i);
    }
  }

  @Test
  void rowOfZerosStaysZero() {
    float[] matrix = {0, 0, -0f, 1, 2, 3};
    float[] read = writtenAndRead(matrix, WeightType.I8).get("matrix");
    assertArrayEquals(new float[] {0, 0, 0}, Arrays.copyOf(read, 3));
  }

  @ParameterizedTest
  @EnumSource(WeightType.class)
  void sameWeightsGiveTheSameBytesAndTheHeaderIsAligned(WeightType type) throws IOException {
    List<NamedTensor> tensors = tensors(new float[] {1, 2, 3, 4, 5, 6});
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Safetensors.write(stream, tensors, type);
    Path file = folder.resolve("w");
    Safetensors.write(file, tensors, type);
    assertArrayEquals(stream.toByteArray(), Files.readAllBytes(file));
    long header = ByteBuffer.wrap(stream.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32", "f16", "bf16"})
  void fileOfTheReferenceLibraryIsRead(String type) throws IOException {
    Map<String, float[]> read = Safetensors.read(golden("golden-" + type + ".safetensors"), SPECS);
    assertArrayEquals(new float[] {0.5f, -1.25f, 3}, read.get("bias"));
    assertArrayEquals(new float[] {-0.25f, -0.125f, 0, 0.125f, 0.25f, 0.375f}, read.get("matrix"));
  }

  @Test
  void int8FileOfTheReferenceLibraryIsRead() throws IOException {
    Map<String, float[]> read = Safetensors.read(golden("golden-i8.safetensors"), SPECS);
    assertArrayEquals(new float[] {63.5f, -63.5f, 0, 0.25f, 0.5f, -0.75f}, read.get("matrix"));
    assertArrayEquals(new float[] {0.5f, -1.25f, 3}, read.get("bias"));
  }

  @Test
  void tensorsMayStandInAnyOrder() throws IOException {
    String swapped = HEADER.replace("[0,24]", "[12,36]").replace("[24,36]", "[0,12]");
    ByteBuffer data = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 9; i++) {
      data.putFloat(i);
    }
    Map<String, float[]> read = Safetensors.read(file(swapped, data.array()), SPECS);
    assertArrayEquals(new float[] {0, 1, 2}, read.get("bias"));
    assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8}, read.get("matrix"));
  }

  @Test
  void headerThatTheOtherTestsSpoilIsRead() throws IOException {
    assertEquals(2, Safetensors.read(file(HEADER + "   ", new byte[36]), SPECS).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[0,24] | [0,23] | tensor \"bias\" stands at bytes 24 to 36; expected: from byte 23",
        "[0,24] | [0,25] | tensor \"bias\" stands at bytes 24 to 36; expected: from byte 25",
        "[0,24] | [1,24] | tensor \"matrix\" stands at bytes 1 to 24; expected: from byte 0",
        "[24,36] | [24,40] | has 231 bytes; its header demands 235",
        "[24,36] | [24,32] | has 231 bytes; its header demands 227",
        "[24,36] | [24,12] | tensor \"bias\" stands at bytes 24 to 12",
        "[24,36] | [24] | tensor \"bias\" has not two data_offsets",
        "[24,36] | [24,36.0] | tensor \"bias\" has 36.0 where a whole number from 0 is allowed",
        "[24,36] | [24,3.6e1] | tensor \"bias\" has 3.6e1 where a whole number from 0",
        "[24,36] | [-24,36] | tensor \"bias\" has -24 where a whole number from 0 is allowed",
        "[24,36] | [24,\"36\"] | tensor \"bias\" has \"36\" where a whole number from 0",
        "[24,36] | 24 | tensor \"bias\" has 24 where an array is allowed",
        "[2,3] | [3,2] | \"matrix\" as F32 [3, 2] in 24 bytes; expected: F32 [2, 3] in 24 bytes",
        "[2,3] | [6] | \"matrix\" as F32 [6] in 24 bytes; expected: F32 [2, 3] in 24 bytes",
        "[2,3] | [2,3,1] | \"matrix\" as F32 [2, 3, 1] in 24 bytes",
        "bias | base | has no tensor \"bias\"",
        "{\"matrix | {\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"matrix"
            + " | has the tensor \"x\", which its configuration does not know",
        "F32\",\"shape\":[2 | F64\",\"shape\":[2 | as F64; allowed: [F32, F16, BF16, I8]",
        "F32\",\"shape\":[3 | F16\",\"shape\":[3 | \"bias\" as F16 [3] in 12 bytes; expected: F32",
        "F32\",\"shape\":[2 | I8\",\"shape\":[2 | has no tensor \"matrix.scale\"",
        "\"dtype\":\"F32\",\"shape\":[3] | \"shape\":[3] | \"bias\" has other keys than dtype",
        "\"dtype\":\"F32\",\"shape\":[3] | \"dtype\":3,\"shape\":[3] | \"bias\" has no text as"
            + " dtype",
        "\"shape\":[3] | \"shape\":[3],\"extra\":1 | \"bias\" has other keys than dtype",
        "\"bias\" | \"matrix\" | the key \"matrix\" stands twice in one object",
        "{\"matrix | {\"__metadata__\":{\"a\":1},\"matrix | __metadata__ is no object of strings",
        "}} | }}} | malformed JSON",
        "}} | }}x | the header is no JSON object padded with spaces",
        "{\"matrix | ` {\"matrix` | the header is no JSON object padded with spaces",
        "{\"matrix | {/**/\"matrix | malformed JSON",
      })
  void spoiltHeaderIsRefused(String from, String to, String message) throws IOException {
    String spoilt = HEADER.replace(from, to);
    int size = 8 + spoilt.length() + 36;
    String expected = message.replace("231", "" + size).replace("235", "" + (size + 4));
    requireRefused(file(spoilt, new byte[36]), expected.replace("227", "" + (size - 4)));
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    requireRefused(file(HEADER, new byte[37]), "bytes; its header demands");
  }

  @Test
  void fileThatEndsEarlyIsRefusedAtEveryLength() throws IOException {
    byte[] whole = Files.readAllBytes(file(HEADER, new byte[36]));
    for (int length = 0; length < whole.length; length++) {
      Path file = folder.resolve("short");
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(ModelFormatException.class, () -> Safetensors.read(file, SPECS), "" + length);
    }
  }

  @Test
  void headerLengthIsLimited() throws IOException {
    long limit = 1 << 20;
    for (long length : new long[] {-1, 0, 1, limit + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate((int) limit + 100).order(ByteOrder.LITTLE_ENDIAN);
      Path file = folder.resolve("long");
      Files.write(file, bytes.putLong(length).array());
      requireRefused(file, "states a header of " + length + " bytes; allowed: 2 to 1048576");
    }
  }

  @Test
  void headerOfOneMebibyteIsRead() throws IOException {
    String padded = HEADER + " ".repeat((1 << 20) - HEADER.length());
    assertEquals(2, Safetensors.read(file(padded, new byte[36]), SPECS).size());
  }

  @Test
  void headerThatIsNotUtf8IsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(HEADER, new byte[36]));
    whole[10] = (byte) 0xC3;
    Path file = folder.resolve("spoilt");
    Files.write(file, whole);
    requireRefused(file, "the header is not valid UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"7F800000, Infinity", "FF800000, -Infinity", "7FC00000, NaN"})
  void valueThatIsNotFiniteIsRefused(String bits, String shown) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(28, Integer.parseUnsignedInt(bits, 16));
    requireRefused(
        file(HEADER, data.array()),
        "holds " + shown + " at index 1 of tensor \"bias\"; allowed: finite values");
  }

  @Test
  void weightTypeThatTheCallerDoesNotAllowIsRefused() throws IOException {
    Path file = golden("golden-f16.safetensors");
    String message =
        assertThrows(
                ModelFormatException.class,
                () -> Safetensors.read(file, SPECS, EnumSet.of(WeightType.F32)))
            .getMessage();
    assertTrue(message.contains("stores tensor \"matrix\" as F16; allowed: [F32]"), message);
  }

  @Test
  void int8OutsideTheSymmetricRangeAndScaleOfZeroAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(golden("golden-i8.safetensors"));
    byte[] spoilt = whole.clone();
    spoilt[whole.length - 4] = -128;
    Path file = folder.resolve("spoilt");
    Files.write(file, spoilt);
    requireRefused(file, "holds -128.0 at index 2 of tensor \"matrix\"; allowed: -127 to 127");
    spoilt = whole.clone();
    Arrays.fill(spoilt, whole.length - 10, whole.length - 6, (byte) 0);
    Files.write(file, spoilt);
    requireRefused(
        file, "holds 0.0 at index 1 of tensor \"matrix.scale\"; allowed: scales above 0");
  }

  @Test
  void whatTheTypeCannotHoldIsNotWritten() {
    Path file = folder.resolve("w");
    assertEquals(
        "tensor \"matrix\" has NaN at index 2; allowed: finite values",
        refusal(() -> Safetensors.write(file, tensors(1, 2, Float.NaN, 4, 5, 6), WeightType.F32)));
    assertEquals(
        "tensor \"matrix\" has -65520.0, which F16 cannot hold; store it as F32",
        refusal(() -> Safetensors.write(file, tensors(1, 2, -65520, 4, 5, 6), WeightType.F16)));
    float[] large = {1, 2, Float.MAX_VALUE, 4, 5, 6};
    assertTrue(
        refusal(() -> Safetensors.write(file, tensors(large), WeightType.BF16))
            .endsWith("which BF16 cannot hold; store it as F32"));
    assertTrue(Files.notExists(file));
  }

  @Test
  void namesMustBeDistinct() {
    NamedTensor matrix = NamedTensor.of("a", new float[6], 2, 3);
    NamedTensor scale = NamedTensor.of("a.scale", new float[2], 2);
    Path file = folder.resolve("w");
    assertEquals(
        "tensor \"a.scale\" stands twice; allowed: distinct names",
        refusal(() -> Safetensors.write(file, List.of(matrix, scale), WeightType.I8)));
    assertEquals(
        "tensor \"a\" stands twice; allowed: distinct names",
        refusal(() -> Safetensors.write(file, List.of(matrix, matrix), WeightType.F32)));
  }

  @Test
  void shapesAreChecked() {
    assertTrue(refusal(() -> TensorSpec.of("a")).contains("has shape []; allowed: "));
    assertTrue(refusal(() -> TensorSpec.of("a", 2, 0)).contains("has shape [2, 0]; allowed: "));
    assertTrue(refusal(() -> TensorSpec.of("a", 1 << 16, 1 << 15)).contains("fewer than 2^31"));
    assertEquals(Integer.MAX_VALUE, TensorSpec.of("a", Integer.MAX_VALUE).count());
    assertEquals(
        "tensor \"a\" has 5 values; its shape [2, 3] demands 6",
        refusal(() -> NamedTensor.of("a", new float[5], 2, 3)));
  }

  private Map<String, float[]> writtenAndRead(float[] matrix, WeightType type) {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, tensors(matrix), type);
    return Safetensors.read(file, SPECS);
  }

  private static List<NamedTensor> tensors(float... matrix) {
    return List.of(
        NamedTensor.of("matrix", matrix, 2, 3),
        NamedTensor.of("bias", new float[] {0.5f, -1.25f, 3}, 3));
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("made.safetensors"), bytes.array());
  }

  private Path golden(String name) throws IOException {
    try (InputStream golden = SafetensorsTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), golden.readAllBytes());
    }
  }

  private static void requireRefused(Path file, String part) {
    String message =
        assertThrows(ModelFormatException.class, () -> Safetensors.read(file, SPECS)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(part), message);
    assertTrue(message.endsWith("fetch or train the model again"), message);
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
