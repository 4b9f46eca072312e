package io.tocsin.cli;

import io.tocsin.config.JobReader;
import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import io.tocsin.wire.CanonicalLedger;
import io.tocsin.wire.EventJson;
import io.tocsin.wire.KafkaSettings;
import io.tocsin.wire.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the canonical ledger of a topic. */
@Command(
    name = "ledger",
    description = {
      "Writes what the ledger topic holds to standard output.",
      "Events in canonical order: by time, pack, entity, episode, sequence and id, one JSON line"
          + " each. Reads what is committed now, then ends."
    })
final class LedgerCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Where where;

  /** Which Kafka. */
  static final class Where {
    @Option(names = "--job", paramLabel = "FILE", description = "the Kafka that a job file names")
    private Path job;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "a Kafka")
    private String bootstrap;
  }

  /** {@code host:port}, or several with commas. */
  private static final String BOOTSTRAP = "[^,\\s]+:\\d{1,5}(,[^,\\s]+:\\d{1,5})*";

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "tocsin",
      description = "of the topics, with --bootstrap (default ${DEFAULT-VALUE})")
  private String prefix;

  @Option(names = "--from", paramLabel = "TIME", description = "events at or after it")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "events before it")
  private String to;

  @Option(names = "--sha256", description = "only say 'ledger sha256 HEX events N'")
  private boolean sha256;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    long fromMillis = ReplayCommand.instant("--from", from);
    long toMillis = ReplayCommand.instant("--to", to);
    if (where.bootstrap != null && !where.bootstrap.matches(BOOTSTRAP)) {
      throw Refusal.ofInput(
          "--bootstrap: is '" + where.bootstrap + "', must be host:port, or several with commas");
    }
    KafkaSettings kafka =
        where.job != null
            ? JobReader.read(where.job).kafka()
            : new KafkaSettings(where.bootstrap, prefix, 1, Map.of());
    CanonicalLedger ledger = new CanonicalLedger();
    try (TopicReader topic = new TopicReader(kafka, kafka.topic(Topics.INCIDENTS))) {
      topic.readToEnd(
          bytes -> {
            Event event = EventJson.decode(bytes);
            boolean isWanted =
                event.timeMillis() >= fromMillis
                    && (toMillis == Times.NOT_YET || event.timeMillis() < toMillis);
            if (isWanted) {
              ledger.add(event);
            }
          });
    }
    String summary = "ledger sha256 " + ledger.sha256Hex() + " events " + ledger.size();
    if (sha256) {
      spec.commandLine().getOut().println(summary);
    } else {
      ledger.write(System.out);
      spec.commandLine().getErr().println(summary);
    }
    return Exit.DONE;
  }
}
