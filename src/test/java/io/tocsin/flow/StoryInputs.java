package io.tocsin.flow;

import io.tocsin.detect.Verdict;
import io.tocsin.incident.Input;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;
import io.tocsin.metric.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/** What entities of the {@link StoryPack} are told, on one morning. */
final class StoryInputs {
  static final long LATENESS = StoryPack.LATENESS.toMillis();

  private StoryInputs() {}

  static long at(String time) {
    return Instant.parse("2025-10-10T" + time + "Z").toEpochMilli();
  }

  static String entity(String service) {
    return "service=" + service;
  }

  static Input slow(String service, String windowEnd) {
    return verdict(service, windowEnd, true);
  }

  static Input fine(String service, String windowEnd) {
    return verdict(service, windowEnd, false);
  }

  static Input down(String service, String when) {
    Signal signal =
        new Signal("s-" + service + when, "site_down", entity(service), at(when), Times.NOT_YET);
    return Input.of(StoryPack.ID, entity(service), signal);
  }

  static Input command(String verb, String service, String when) {
    Command command =
        new Command(
            "c-" + verb + service + when,
            verb,
            StoryPack.ID,
            entity(service),
            "",
            at(when),
            "alice",
            Map.of());
    return Input.of(StoryPack.ID, entity(service), command);
  }

  private static Input verdict(String service, String windowEnd, boolean violated) {
    return Input.of(
        new Verdict(
            StoryPack.ID,
            entity(service),
            "slow",
            at(windowEnd),
            violated ? at(windowEnd) - 60_000 : Times.NOT_YET,
            violated,
            "",
            violated ? "450" : "100",
            "> 300",
            new ArrayList<>(),
            Verdict.order(StoryPack.pack(), StoryPack.SLOW, violated)));
  }
}
