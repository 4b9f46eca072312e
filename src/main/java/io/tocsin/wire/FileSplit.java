package io.tocsin.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A file and how far it has been read.
 *
 * @param number its place in the list of files, from 0: its partition
 * @param path where it is
 * @param linesRead lines that have been passed on, empty ones among them
 */
public record FileSplit(int number, String path, long linesRead) implements SourceSplit {
  private static final int VERSION = 1;

  /** Its number, as text. */
  @Override
  public String splitId() {
    return Integer.toString(number);
  }

  static void write(FileSplit split, DataOutputStream out) throws IOException {
    out.writeInt(split.number());
    out.writeUTF(split.path());
    out.writeLong(split.linesRead());
  }

  static FileSplit read(DataInputStream in) throws IOException {
    return new FileSplit(in.readInt(), in.readUTF(), in.readLong());
  }

  /** One split as bytes. */
  static final class Bytes implements SimpleVersionedSerializer<FileSplit> {
    private final ListBytes list = new ListBytes();

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(FileSplit split) throws IOException {
      return list.serialize(List.of(split));
    }

    @Override
    public FileSplit deserialize(int version, byte[] bytes) throws IOException {
      return list.deserialize(version, bytes).get(0);
    }
  }

  /** Splits as bytes, in their order. */
  static final class ListBytes implements SimpleVersionedSerializer<List<FileSplit>> {
    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(List<FileSplit> splits) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(splits.size());
      for (FileSplit split : splits) {
        write(split, out);
      }
      return bytes.toByteArray();
    }

    @Override
    public List<FileSplit> deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        throw new IOException("file splits of version " + version + ", must be " + VERSION);
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      List<FileSplit> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        splits.add(read(in));
      }
      return splits;
    }
  }
}
