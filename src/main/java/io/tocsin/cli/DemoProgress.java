package io.tocsin.cli;

import io.tocsin.cli.demo.Outage;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Says every few seconds how far the story is and how many samples flow. */
final class DemoProgress {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final DemoPlayer player;
  private final PrintWriter out;
  private final long startedNanos = System.nanoTime();
  private long shownNanos = startedNanos;
  private long shownRecords;

  DemoProgress(DemoPlayer player, PrintWriter out) {
    this.player = player;
    this.out = out;
  }

  void show() {
    long now = System.nanoTime();
    if (now - shownNanos < EVERY_NANOS || player.isDone()) {
      return;
    }
    long records = player.records();
    double rate = (records - shownRecords) * 1e9 / (now - shownNanos);
    DemoCommand.say(
        out,
        "%s  --  %,.0f samples/s"
            .formatted(CLOCK.format(Outage.START.plusSeconds(player.seconds())), rate));
    shownNanos = now;
    shownRecords = records;
  }

  void total() {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    DemoCommand.say(
        out,
        "%n%,d records through the broker in %.0f s, %,.0f per second"
            .formatted(player.records(), seconds, player.records() / seconds));
  }
}
