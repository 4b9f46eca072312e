package io.tocsin.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The maps of a job file and their keys, as in {@code docs/job.schema.json}. */
enum JobShape {
  JOB("packs clock tenant pipelines parallelism sources kafka receivers checkpoint until limits"),
  SOURCE("topic files format defaults lateness idle future bounded"),
  KAFKA("bootstrap prefix inbox_partitions properties security"),
  RECEIVER("id kind path channels"),
  CHECKPOINT("directory interval state"),
  LIMITS("record_bytes");

  private final Set<String> keys;

  JobShape(String keys) {
    this.keys = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys.split(" "))));
  }

  Set<String> keys() {
    return keys;
  }
}
