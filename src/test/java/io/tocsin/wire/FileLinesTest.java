package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.metric.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's close() may be interrupted.
class FileLinesTest {
  private static final long APPENDED = 1_760_090_460_000L;
  private static final int LINES = 1800;

  @TempDir Path directory;
  private String plain;
  private String packed;
  private FileLines source;

  @BeforeEach
  void writeFiles() throws Exception {
    plain = directory.resolve("plain.jsonl").toString();
    packed = directory.resolve("packed.csv").toString();
    Files.writeString(Path.of(plain), text("p"));
    Files.write(Path.of(packed), LineReaderTest.gzip(text("z")));
    source = InstantiationUtil.clone(new FileLines(List.of(plain, packed), APPENDED));
  }

  /** A line in seven is empty. */
  private static String text(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= LINES; i++) {
      text.append(i % 7 == 0 ? "" : name + i).append('\n');
    }
    return text.toString();
  }

  @Test
  void makesARecordOfEachLineThatIsNotEmpty() throws Exception {
    List<RawRecord> records = drained(reader(splits()));

    RawRecord first = of(0, records).get(0);
    assertThat(first.source()).isEqualTo(plain);
    assertThat(first.appendMillis()).isEqualTo(APPENDED);
    assertThat(lines(of(0, records))).containsExactlyElementsOf(expected("p"));
    assertThat(lines(of(1, records))).containsExactlyElementsOf(expected("z"));
  }

  @Test
  void neitherLosesNorRepeatsALineOverAFailure() throws Exception {
    for (int untilCheckpoint : new int[] {0, 1, 499, 500, 777, 2400, 3086}) {
      RecordingOutput<RawRecord> output = new RecordingOutput<>();
      List<FileSplit> checkpoint;
      List<RawRecord> before;
      try (SourceReader<RawRecord, FileSplit> first = reader(splits())) {
        poll(first, output, untilCheckpoint);
        checkpoint = travelled(first.snapshotState(1));
        before = new ArrayList<>(output.records());
        // What came after the checkpoint is forgotten with the failure.
        poll(first, output, 2900);
      }

      List<RawRecord> all = new ArrayList<>(before);
      all.addAll(drained(reader(checkpoint)));

      assertThat(lines(of(0, all))).containsExactlyElementsOf(expected("p"));
      assertThat(lines(of(1, all))).containsExactlyElementsOf(expected("z"));
    }
  }

  @Test
  void readsItsFilesInTurns() throws Exception {
    RecordingOutput<RawRecord> output = new RecordingOutput<>();
    try (SourceReader<RawRecord, FileSplit> reader = reader(splits())) {
      poll(reader, output, 1500);
    }

    assertThat(output.records()).extracting(RawRecord::partition).contains(0, 1);
  }

  @Test
  void noticesAFileThatLostLines() throws Exception {
    Files.writeString(Path.of(plain), "p1\n");

    assertThatThrownBy(() -> drained(reader(List.of(new FileSplit(0, plain, 5)))))
        .hasStackTraceContaining(
            plain + ": has 1 lines, must still have the 5 that were read before the restart");
  }

  @Test
  void saysWhichFileIsNotThere() {
    assertThatThrownBy(() -> drained(reader(List.of(new FileSplit(0, plain + ".no", 0)))))
        .hasStackTraceContaining(plain + ".no: is not there, must be a readable file");
  }

  @Test
  void handsOutAllFilesAtTheStart() throws Exception {
    FakeEnumeratorContext context = new FakeEnumeratorContext(2);
    var enumerator = source.createEnumerator(context);
    enumerator.addReader(1);

    assertThat(context.assigned()).containsExactly("1 <- 1", "1 ends");
    assertThat(enumerator.snapshotState(1)).containsExactly(new FileSplit(0, plain, 0));
  }

  @Test
  void handsAFileThatCameBackOutAgain() throws Exception {
    FakeEnumeratorContext context = new FakeEnumeratorContext(1);
    var bytes = source.getEnumeratorCheckpointSerializer();
    var unassigned =
        bytes.deserialize(
            bytes.getVersion(), bytes.serialize(List.of(new FileSplit(1, packed, 0))));
    var enumerator = source.restoreEnumerator(context, unassigned);

    enumerator.addSplitsBack(List.of(new FileSplit(0, plain, 12)), 0);
    enumerator.addReader(0);

    assertThat(context.assigned()).containsExactly("0 <- 1", "0 <- 0", "0 ends");
    assertThat(enumerator.snapshotState(1)).isEmpty();
  }

  private List<FileSplit> splits() {
    return List.of(new FileSplit(0, plain, 0), new FileSplit(1, packed, 0));
  }

  private List<FileSplit> travelled(List<FileSplit> splits) throws Exception {
    SimpleVersionedSerializer<FileSplit> bytes = source.getSplitSerializer();
    List<FileSplit> arrived = new ArrayList<>();
    for (FileSplit split : splits) {
      arrived.add(bytes.deserialize(bytes.getVersion(), bytes.serialize(split)));
    }
    return arrived;
  }

  private SourceReader<RawRecord, FileSplit> reader(List<FileSplit> splits) {
    SourceReader<RawRecord, FileSplit> reader = source.createReader(new FakeReaderContext(0));
    reader.start();
    reader.addSplits(splits);
    reader.notifyNoMoreSplits();
    return reader;
  }

  private static List<RawRecord> drained(SourceReader<RawRecord, FileSplit> reader)
      throws Exception {
    RecordingOutput<RawRecord> output = new RecordingOutput<>();
    try (reader) {
      poll(reader, output, Integer.MAX_VALUE);
    }
    return output.records();
  }

  /** Polls until so many records are there or the end is reached. */
  private static void poll(
      SourceReader<RawRecord, FileSplit> reader, RecordingOutput<RawRecord> output, int count)
      throws Exception {
    while (output.records().size() < count) {
      InputStatus status = reader.pollNext(output);
      if (status == InputStatus.END_OF_INPUT) {
        return;
      }
      if (status == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static List<RawRecord> of(int partition, List<RawRecord> records) {
    return records.stream().filter(record -> record.partition() == partition).toList();
  }

  private static List<String> expected(String name) {
    return IntStream.rangeClosed(1, LINES)
        .filter(i -> i % 7 != 0)
        .mapToObj(i -> i + ":" + name + i)
        .toList();
  }

  private static List<String> lines(List<RawRecord> records) {
    return records.stream()
        .map(record -> record.offset() + ":" + new String(record.bytes(), StandardCharsets.UTF_8))
        .toList();
  }
}
