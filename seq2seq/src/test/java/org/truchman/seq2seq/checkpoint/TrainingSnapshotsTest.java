package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSnapshotsTest {

  @TempDir Path directory;
  private Path folder;
  private TrainingSnapshots snapshots;

  @BeforeEach
  void nameTheFolder() {
    folder = ModelDirectory.trainingFolder(directory);
    snapshots = new TrainingSnapshots(folder);
  }

  @Test
  void folderWithoutSnapshotsHasNoLatest() throws IOException {
    assertEquals(Optional.empty(), snapshots.latest());
    Files.createDirectory(folder);
    assertEquals(Optional.empty(), snapshots.latest());
    assertFalse(snapshots.isPresent());
  }

  @Test
  void everyBitComesBack() {
    TrainingSnapshot written = snapshot(7, 300_000);
    snapshots.write(written);
    TrainingSnapshots.Latest latest = snapshots.latest().orElseThrow();
    assertEquals(List.of(), latest.damaged());
    assertEquals(folder.resolve("snapshot-7.bin"), latest.file());
    TrainingSnapshot read = latest.snapshot();
    assertEquals(7, read.update());
    assertEquals(written.state(), read.state());
    assertEquals(0.1, read.state().get("learningRate").getAsDouble());
    assertEquals(Long.MIN_VALUE + 1, read.state().get("seed").getAsLong());
    assertEquals(List.of(300_000), read.tensors().get(0).spec().shape());
    for (String name : List.of("parameters", "m")) {
      float[] expected = written.values(name);
      float[] found = read.values(name);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(
            Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(found[i]), name + i);
      }
    }
  }

  @Test
  void tensorThatIsNotThereIsNamed() {
    TrainingSnapshot snapshot = snapshot(7, 3);
    assertTrue(snapshot.has("m"));
    assertFalse(snapshot.has("average"));
    assertEquals(
        "the snapshot of update 7 has no tensor \"average\"; it was written by another version:"
            + " train again",
        assertThrows(ModelFormatException.class, () -> snapshot.values("average")).getMessage());
  }

  @Test
  void onlyTheLastTwoAreKept() throws IOException {
    for (int update : new int[] {9, 10, 100, 99}) {
      snapshots.write(snapshot(update, 3));
    }
    assertEquals(List.of("", "snapshot-10.bin", "snapshot-100.bin", "snapshot-99.bin"), names());
    snapshots.write(snapshot(101, 3));
    assertEquals(List.of("", "snapshot-100.bin", "snapshot-101.bin"), names());
    snapshots.clear();
    assertEquals(List.of(""), names());
  }

  @Test
  void damagedSnapshotIsSaidAndTheOneBeforeIsTaken() throws IOException {
    snapshots.write(snapshot(1, 5));
    Path newest = snapshots.write(snapshot(2, 5));
    byte[] content = Files.readAllBytes(newest);
    content[content.length - 12] ^= 4;
    Files.write(newest, content);
    TrainingSnapshots.Latest latest = snapshots.latest().orElseThrow();
    assertEquals(1, latest.snapshot().update());
    assertEquals(1, latest.damaged().size());
    assertTrue(latest.damaged().get(0).startsWith(newest + ": has the CRC-32C "));
  }

  @Test
  void onlyDamagedSnapshotsAreAnErrorAndNotAFreshStart() throws IOException {
    Path only = snapshots.write(snapshot(1, 5));
    Files.write(only, new byte[10]);
    String message = assertThrows(ModelFormatException.class, snapshots::latest).getMessage();
    assertTrue(message.startsWith(folder + ": no snapshot is whole"), message);
    assertTrue(message.contains(only + ": has 10 bytes"), message);
  }

  @Test
  void everySingleBitFlipIsSeen() throws IOException {
    Path file = snapshots.write(snapshot(1, 3));
    byte[] content = Files.readAllBytes(file);
    for (int bit = 0; bit < content.length * 8; bit++) {
      content[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, content);
      assertThrows(ModelFormatException.class, () -> SnapshotFile.read(file), "bit " + bit);
      content[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void snapshotThatEndsEarlyIsDamagedAtEveryLength() throws IOException {
    Path file = snapshots.write(snapshot(1, 3));
    byte[] content = Files.readAllBytes(file);
    for (int length = 0; length < content.length; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThrows(ModelFormatException.class, () -> SnapshotFile.read(file), "" + length);
    }
    Files.write(file, Arrays.copyOf(content, content.length + 1));
    assertThrows(ModelFormatException.class, () -> SnapshotFile.read(file));
  }

  @Test
  void otherFormatVersionNamesBothVersions() throws IOException {
    Path file = snapshots.write(snapshot(1, 3));
    byte[] content = Files.readAllBytes(file);
    content[8] = 3;
    Files.write(file, content);
    String message =
        assertThrows(ModelFormatException.class, () -> SnapshotFile.read(file)).getMessage();
    assertTrue(message.contains("has format version 3; this Truchman reads version 1"), message);
  }

  @Test
  void valueThatIsNotFiniteIsNotWritten() {
    float[] values = {1, Float.NaN};
    TrainingSnapshot snapshot =
        new TrainingSnapshot(1, new JsonObject(), List.of(NamedTensor.of("m", values, 2)));
    assertEquals(
        "tensor \"m\" has NaN at index 1; allowed: finite values",
        assertThrows(IllegalArgumentException.class, () -> snapshots.write(snapshot)).getMessage());
    JsonObject state = new JsonObject();
    state.addProperty("best", Double.POSITIVE_INFINITY);
    TrainingSnapshot infinite = new TrainingSnapshot(1, state, List.of());
    assertThrows(IllegalArgumentException.class, () -> snapshots.write(infinite));
    assertFalse(snapshots.isPresent());
  }

  @Test
  void namesAndUpdatesAreChecked() {
    NamedTensor tensor = NamedTensor.of("m", new float[1], 1);
    JsonObject state = new JsonObject();
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrainingSnapshot(1, state, List.of(tensor, tensor)));
    assertThrows(
        IllegalArgumentException.class, () -> new TrainingSnapshot(-1, state, List.of(tensor)));
    assertThrows(IllegalArgumentException.class, () -> new TrainingSnapshots(folder, 0));
  }

  @Test
  void fullDiskAtAnyCallLeavesTheOlderSnapshot() throws IOException {
    snapshots.write(snapshot(1, 300_000));
    int call = 0;
    for (FailingDisk disk = FailingDisk.fullAtCall(0); ; disk = FailingDisk.fullAtCall(++call)) {
      TrainingSnapshots failing = new TrainingSnapshots(folder, 2, disk);
      try {
        failing.write(snapshot(2, 300_000));
      } catch (UncheckedIOException failure) {
        Path file = folder.resolve("snapshot-2.bin");
        String expected = file + ": cannot be written: No space left on device";
        assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
        if (!Files.deleteIfExists(file)) {
          assertEquals(1, snapshots.latest().orElseThrow().snapshot().update());
        }
        assertEquals(List.of("", "snapshot-1.bin"), names(), "call " + call);
      }
      if (!disk.hasFailed()) {
        break;
      }
    }
    assertTrue(call > 6, "calls " + call);
    assertEquals(2, snapshots.latest().orElseThrow().snapshot().update());
  }

  @Test
  void leftoverOfAKilledWriteIsIgnoredAndRemoved() throws IOException {
    snapshots.write(snapshot(1, 3));
    Files.writeString(folder.resolve(".snapshot-2.bin.0123abcd.part"), "half");
    assertEquals(1, snapshots.latest().orElseThrow().snapshot().update());
    snapshots.write(snapshot(3, 3));
    assertEquals(List.of("", "snapshot-1.bin", "snapshot-3.bin"), names());
  }

  @Test
  void valuesAreNotChangedByWriting() {
    TrainingSnapshot snapshot = snapshot(1, 5);
    float[] before = snapshot.values("m").clone();
    snapshots.write(snapshot);
    assertArrayEquals(before, snapshot.values("m"));
  }

  private static TrainingSnapshot snapshot(long update, int size) {
    Random random = new Random(update);
    float[] parameters = new float[size];
    float[] moments = new float[size];
    for (int i = 0; i < size; i++) {
      parameters[i] = (float) random.nextGaussian();
      moments[i] = (float) random.nextGaussian() * 0x1p-140f;
    }
    parameters[size - 1] = -0f;
    JsonObject state = new JsonObject();
    state.addProperty("learningRate", 0.1);
    state.addProperty("seed", Long.MIN_VALUE + 1);
    state.addProperty("corpus", "größer \"</s>\"");
    return new TrainingSnapshot(
        update,
        state,
        List.of(
            NamedTensor.of("parameters", parameters, size), NamedTensor.of("m", moments, size)));
  }

  private List<String> names() throws IOException {
    return SampleModel.tree(folder);
  }
}
