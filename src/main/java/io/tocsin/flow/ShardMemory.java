package io.tocsin.flow;

import io.tocsin.detect.Memory;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** What detection remembers about the current shard, in keyed state. */
final class ShardMemory implements Memory {
  private final MapState<String, byte[]> parts;

  ShardMemory(MapState<String, byte[]> parts) {
    this.parts = parts;
  }

  @Override
  public byte[] get(String part) {
    try {
      return parts.get(part);
    } catch (Exception failed) {
      throw new FlinkRuntimeException("cannot read part '" + part + "' of a shard", failed);
    }
  }

  @Override
  public void put(String part, byte[] value) {
    try {
      parts.put(part, value);
    } catch (Exception failed) {
      throw new FlinkRuntimeException("cannot write part '" + part + "' of a shard", failed);
    }
  }

  @Override
  public void remove(String part) {
    try {
      parts.remove(part);
    } catch (Exception failed) {
      throw new FlinkRuntimeException("cannot remove part '" + part + "' of a shard", failed);
    }
  }
}
