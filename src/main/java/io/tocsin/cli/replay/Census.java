package io.tocsin.cli.replay;

import io.tocsin.metric.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What recorded input held: counts, its last instant, what could not be read, what to know. */
public final class Census {
  private static final int SHOWN = 5;

  private long lines;
  private long samples;
  private long signals;
  private long commands;
  private long firstMillis = Times.NOT_YET;
  private long lastMillis = Times.NOT_YET;
  private final TreeMap<String, Long> rejections = new TreeMap<>();
  private final List<String> rejected = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  void line() {
    lines++;
  }

  void sample(long atMillis) {
    samples++;
    at(atMillis);
  }

  void signal(long atMillis) {
    signals++;
    at(atMillis);
  }

  void command(long atMillis) {
    commands++;
    at(atMillis);
  }

  void rejected(String place, String reason, String detail) {
    rejections.merge(reason, 1L, Long::sum);
    if (rejected.size() < SHOWN) {
      rejected.add(place + ": " + reason + ": " + detail);
    }
  }

  void notice(String line) {
    notices.add(line);
  }

  private void at(long millis) {
    lastMillis = lastMillis == Times.NOT_YET ? millis : Math.max(lastMillis, millis);
    firstMillis = firstMillis == Times.NOT_YET ? millis : Math.min(firstMillis, millis);
  }

  public long lines() {
    return lines;
  }

  public long samples() {
    return samples;
  }

  public long signals() {
    return signals;
  }

  public long commands() {
    return commands;
  }

  /** Time of the first input, or {@link Times#NOT_YET} when there was none. */
  public long firstMillis() {
    return firstMillis;
  }

  /** Time of the last input, or {@link Times#NOT_YET} when there was none. */
  public long lastMillis() {
    return lastMillis;
  }

  /** How many records could not be read, or must not be believed. */
  public long dead() {
    return rejections.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many for each reason code, in order of the code. */
  public TreeMap<String, Long> reasons() {
    return new TreeMap<>(rejections);
  }

  /** The first few, with place, reason and detail. */
  public List<String> firstRejected() {
    return List.copyOf(rejected);
  }

  /** Things a person should know about the input. */
  public List<String> notices() {
    return List.copyOf(notices);
  }
}
