package io.tocsin.wire;

import io.tocsin.metric.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Files as partitions: each line that is not empty is a record, its line number the offset, the
 * file's place in the list the partition. Plain or gzip, told by content. It ends behind the last
 * line of the last file.
 *
 * <p>Lines of one file come in their order; after a failure each goes on behind the last line of
 * the checkpoint. A line longer than 1 MiB comes cut to 1 MiB and a byte, so that a decoder refuses
 * it as too large and the job goes on. A file that cannot be read fails the job.
 *
 * <p>All files are handed out at the start, so that one that is not read yet holds time back.
 */
public final class FileLines
    implements Source<RawRecord, FileSplit, List<FileSplit>>, ResultTypeQueryable<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> paths;
  private final long appendMillis;

  /**
   * Lines of these files.
   *
   * @param paths files of the local file system; the order numbers the partitions
   * @param appendMillis append time of every record: the wall clock at the start of the run, for
   *     history is never in the future
   */
  public FileLines(List<String> paths, long appendMillis) {
    this.paths = new ArrayList<>(paths);
    this.appendMillis = appendMillis;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RawRecord, FileSplit> createReader(SourceReaderContext context) {
    return new Reader(appendMillis, context);
  }

  @Override
  public SplitEnumerator<FileSplit, List<FileSplit>> createEnumerator(
      SplitEnumeratorContext<FileSplit> context) {
    List<FileSplit> files = new ArrayList<>();
    for (String path : paths) {
      files.add(new FileSplit(files.size(), path, 0));
    }
    return new Enumerator(context, files);
  }

  @Override
  public SplitEnumerator<FileSplit, List<FileSplit>> restoreEnumerator(
      SplitEnumeratorContext<FileSplit> context, List<FileSplit> unassigned) {
    return new Enumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
    return new FileSplit.Bytes();
  }

  @Override
  public SimpleVersionedSerializer<List<FileSplit>> getEnumeratorCheckpointSerializer() {
    return new FileSplit.ListBytes();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  /** How far a file has been passed on. */
  private static final class Progress {
    private final FileSplit split;
    private long linesRead;

    Progress(FileSplit split) {
      this.split = split;
      this.linesRead = split.linesRead();
    }

    FileSplit toSplit() {
      return new FileSplit(split.number(), split.path(), linesRead);
    }
  }

  private static final class Emitter implements RecordEmitter<RawRecord, RawRecord, Progress> {
    @Override
    public void emitRecord(RawRecord record, SourceOutput<RawRecord> out, Progress progress) {
      out.collect(record);
      progress.linesRead = record.offset();
    }
  }

  @SuppressWarnings("try") // Flink's close() may be interrupted; Flink closes it.
  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<RawRecord, RawRecord, FileSplit, Progress> {
    Reader(long appendMillis, SourceReaderContext context) {
      super(() -> new FileLinesReader(appendMillis), new Emitter(), new Configuration(), context);
    }

    @Override
    protected Progress initializedState(FileSplit split) {
      return new Progress(split);
    }

    @Override
    protected FileSplit toSplitType(String id, Progress progress) {
      return progress.toSplit();
    }

    @Override
    protected void onSplitFinished(Map<String, Progress> finished) {
      // All files were handed out at the start: there is nothing to ask for.
    }
  }

  /**
   * Hands each reader its files as soon as it is there: file n to subtask n modulo their number.
   */
  private static final class Enumerator implements SplitEnumerator<FileSplit, List<FileSplit>> {
    private final SplitEnumeratorContext<FileSplit> context;
    private final List<FileSplit> unassigned;

    Enumerator(SplitEnumeratorContext<FileSplit> context, List<FileSplit> unassigned) {
      this.context = context;
      this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
      int readers = context.currentParallelism();
      for (FileSplit file : List.copyOf(unassigned)) {
        if (file.number() % readers == subtask) {
          unassigned.remove(file);
          context.assignSplit(file, subtask);
        }
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<FileSplit> files, int subtask) {
      unassigned.addAll(files);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public List<FileSplit> snapshotState(long checkpoint) {
      return new ArrayList<>(unassigned);
    }

    @Override
    public void close() {}
  }
}
