package io.tocsin.wire;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where records come in and how far they are trusted in time.
 *
 * @param topic Kafka topic, or empty when it reads files
 * @param files files, or empty when it reads a topic
 * @param format {@code json} or {@code csv}
 * @param defaults what a bare CSV holds: its {@code metric} and labels; empty otherwise
 * @param lateness how much older than the newest a sample may be
 * @param idle after so long without records a partition no longer holds time back
 * @param future how far ahead of the append time a sample may be
 * @param bounded whether it ends at the end its topic has at the start
 */
public record SourceSettings(
    String topic,
    List<String> files,
    String format,
    Map<String, String> defaults,
    Duration lateness,
    Duration idle,
    Duration future,
    boolean bounded)
    implements Serializable {
  public SourceSettings {
    files = List.copyOf(files);
    defaults = new TreeMap<>(defaults);
  }
}
