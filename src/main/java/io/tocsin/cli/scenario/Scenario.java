package io.tocsin.cli.scenario;

import io.tocsin.incident.Event;
import io.tocsin.metric.Command;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import io.tocsin.pack.Pack;
import java.util.List;

/**
 * A story: what comes in, and what must follow.
 *
 * @param place the file it was read from
 * @param title what it is about
 * @param packs the packs it is told under
 * @param latenessMillis how late a sample may be; verdicts are known so long after their window
 * @param startMillis when it starts; duties are told from then on
 * @param zeroMillis what the story calls t0
 * @param untilMillis nothing due after this instant happens
 * @param samples in any order
 * @param signals in any order
 * @param commands in any order
 * @param expected events that must come, in the order they are written
 * @param otherwise which other events may come
 * @param ordered whether the expected events must come in the order they are written
 */
public record Scenario(
    String place,
    String title,
    List<Pack> packs,
    long latenessMillis,
    long startMillis,
    long zeroMillis,
    long untilMillis,
    List<Sample> samples,
    List<Signal> signals,
    List<Command> commands,
    List<Expected> expected,
    Otherwise otherwise,
    boolean ordered) {
  public Scenario {
    packs = List.copyOf(packs);
    samples = List.copyOf(samples);
    signals = List.copyOf(signals);
    commands = List.copyOf(commands);
    expected = List.copyOf(expected);
  }

  /**
   * Which events may come besides the expected ones.
   *
   * @param refused type patterns ({@code clock.*}) of events that must not come
   */
  record Otherwise(List<String> refused) {
    static final Otherwise ANYTHING = new Otherwise(List.of());
    static final Otherwise NOTHING = new Otherwise(List.of("*"));

    boolean refuses(Event event) {
      return refused.stream().anyMatch(pattern -> covers(pattern, event.type()));
    }

    private static boolean covers(String pattern, String type) {
      return pattern.endsWith("*")
          ? type.startsWith(pattern.substring(0, pattern.length() - 1))
          : type.equals(pattern);
    }
  }

  /** Plays the story and compares. */
  public Playback play() {
    Rehearsal rehearsal = new Rehearsal(packs, latenessMillis);
    return Playback.of(this, rehearsal.play(samples, signals, commands, startMillis, untilMillis));
  }
}
