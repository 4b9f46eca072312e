package io.tocsin.flow;

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
 * One partition of a script and how far it was read.
 *
 * @param partition its number
 * @param position records read
 */
record ScriptedSplit(int partition, int position) implements SourceSplit {

  @Override
  public String splitId() {
    return "partition-" + partition;
  }

  /** Of one split. */
  static final class Serializer implements SimpleVersionedSerializer<ScriptedSplit> {
    private final ListSerializer list = new ListSerializer();

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(ScriptedSplit split) throws IOException {
      return list.serialize(List.of(split));
    }

    @Override
    public ScriptedSplit deserialize(int version, byte[] bytes) throws IOException {
      return list.deserialize(version, bytes).get(0);
    }
  }

  /** Of the splits that nobody reads yet. */
  static final class ListSerializer implements SimpleVersionedSerializer<List<ScriptedSplit>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<ScriptedSplit> splits) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(splits.size());
      for (ScriptedSplit split : splits) {
        out.writeInt(split.partition());
        out.writeInt(split.position());
      }
      return bytes.toByteArray();
    }

    @Override
    public List<ScriptedSplit> deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      List<ScriptedSplit> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        splits.add(new ScriptedSplit(in.readInt(), in.readInt()));
      }
      return splits;
    }
  }
}
