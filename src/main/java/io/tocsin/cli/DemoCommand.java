package io.tocsin.cli;

import io.tocsin.cli.demo.Outage;
import io.tocsin.pack.Pack;
import io.tocsin.wire.KafkaSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole thing on this machine: an outage, and who hears of it when. */
@Command(
    name = "demo",
    description = {
      "Plays an outage through a Kafka broker and a Flink cluster.",
      "Both run in this process. Forty minutes take half a minute, and what happens is shown as it"
          + " is read back from the ledger. Needs nothing else."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "100",
      description = "seconds of the story per second, 1 to 1000 (default ${DEFAULT-VALUE})")
  private int speed;

  @Option(
      names = "--keep",
      description = "then stay up on the wall clock, with the web UI and the broker to try out")
  private boolean keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (speed < 1 || speed > 1000) {
      throw Refusal.ofInput("--speed: is " + speed + ", must be 1 to 1000");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Pack> packs = Packs.read(List.of(Home.file("conf/packs/" + Outage.PACK + ".yaml")));
    say(out, "starting a Kafka broker in this process ...");
    try (Stop stop = Stop.onSignal();
        EmbeddedKafka broker = EmbeddedKafka.started()) {
      KafkaSettings kafka = new KafkaSettings(broker.bootstrap(), "tocsin", 1, Map.of());
      say(out, "broker is up at " + broker.bootstrap() + ", starting a Flink mini cluster ...");
      new DemoRun(kafka, packs, speed, stop, out).play();
      if (keep && !stop.isAsked()) {
        new DemoKeep(broker.bootstrap(), packs, out).stayUp(stop);
      }
      say(out, "stopping the broker ...");
    }
    return Exit.DONE;
  }

  static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
