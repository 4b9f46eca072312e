package io.tocsin.config;

import io.tocsin.flow.EngineSettings;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.ReceiverSettings;
import io.tocsin.wire.SourceSettings;
import java.util.List;

/**
 * A job file as it was read.
 *
 * @param packs pack files, relative paths resolved against the job file
 * @param pipelines of {@code detect}, {@code incident}, {@code pager}
 * @param sources where metrics, signals and commands come in
 * @param kafka how to reach Kafka; an empty bootstrap when nothing needs it
 * @param receivers who gets pages
 * @param engine how it runs
 * @param recordBytes most bytes of a record that comes in
 */
public record Job(
    List<String> packs,
    List<String> pipelines,
    List<SourceSettings> sources,
    KafkaSettings kafka,
    List<ReceiverSettings> receivers,
    EngineSettings engine,
    int recordBytes) {
  public Job {
    packs = List.copyOf(packs);
    pipelines = List.copyOf(pipelines);
    sources = List.copyOf(sources);
    receivers = List.copyOf(receivers);
  }
}
