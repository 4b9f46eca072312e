package io.tocsin.cli.demo;

import io.tocsin.incident.Event;
import io.tocsin.metric.Times;
import io.tocsin.notify.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What came of one incident: how long it took to see, to answer and to end, and who was told. */
public final class Summary {
  private long startedMillis = Times.NOT_YET;
  private long openedMillis = Times.NOT_YET;
  private long ackedMillis = Times.NOT_YET;
  private long recoveredMillis = Times.NOT_YET;
  private long resolvedMillis = Times.NOT_YET;
  private int met;
  private int breached;
  private final TreeMap<String, Integer> pagesBySeverity = new TreeMap<>();
  private final TreeMap<String, Integer> pagesByAction = new TreeMap<>();

  /** Takes a ledger event into account. */
  public void add(Event event) {
    long at = event.timeMillis();
    switch (event.type()) {
      case "incident.opened" -> {
        openedMillis = at;
        startedMillis = Instant.parse(Narration.one(event, "started")).toEpochMilli();
      }
      case "incident.acked" -> ackedMillis = ackedMillis == Times.NOT_YET ? at : ackedMillis;
      case "incident.recovered" -> recoveredMillis = at;
      case "incident.resolved" -> resolvedMillis = at;
      case "clock.met" -> met++;
      case "clock.breached" -> breached++;
      default -> {}
    }
  }

  /** Takes a page into account. */
  public void add(Page page) {
    pagesBySeverity.merge(Narration.one(page.event(), "severity"), 1, Integer::sum);
    pagesByAction.merge(page.event().type().replace("incident.", ""), 1, Integer::sum);
  }

  /** Whether the incident is over. */
  public boolean isResolved() {
    return resolvedMillis != Times.NOT_YET;
  }

  /** Pages so far. */
  public int pages() {
    return pagesBySeverity.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What came of it, a figure per line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("time to detect    " + between(startedMillis, openedMillis));
    lines.add("time to respond   " + between(openedMillis, ackedMillis));
    lines.add("time to recover   " + between(openedMillis, recoveredMillis));
    lines.add("time to resolve   " + between(openedMillis, resolvedMillis));
    lines.add("clocks            " + met + " met, " + breached + " breached");
    lines.add("pages by severity " + counts(pagesBySeverity));
    lines.add("pages by kind     " + counts(pagesByAction));
    return lines;
  }

  private static String between(long fromMillis, long toMillis) {
    return fromMillis == Times.NOT_YET || toMillis == Times.NOT_YET
        ? "-"
        : Narration.spoken(Duration.ofMillis(toMillis - fromMillis));
  }

  private static String counts(TreeMap<String, Integer> counts) {
    List<String> parts = new ArrayList<>();
    counts.forEach((name, count) -> parts.add(name + " " + count));
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}
