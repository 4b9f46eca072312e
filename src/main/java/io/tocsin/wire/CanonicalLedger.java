package io.tocsin.wire;

import io.tocsin.incident.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A ledger in its one canonical form: events by time, pack, entity, episode, sequence and id (texts
 * by their UTF-16 code units), one per line, each with a line feed. Two runs did the same exactly
 * when these bytes are the same.
 */
public final class CanonicalLedger {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::timeMillis)
          .thenComparing(Event::pack)
          .thenComparing(Event::entity)
          .thenComparing(Event::episode)
          .thenComparingLong(Event::sequence)
          .thenComparing(Event::id);

  private final List<Event> events = new ArrayList<>();
  private boolean sorted = true;

  /** Adds an event, in any order. */
  public void add(Event event) {
    events.add(event);
    sorted = false;
  }

  /** Number of events. */
  public int size() {
    return events.size();
  }

  /** The events in canonical order. */
  public List<Event> events() {
    if (!sorted) {
      events.sort(ORDER);
      sorted = true;
    }
    return List.copyOf(events);
  }

  /** Writes the canonical bytes; flushes, does not close. */
  public void write(OutputStream out) throws IOException {
    for (Event event : events()) {
      out.write(EventJson.encode(event));
      out.write('\n');
    }
    out.flush();
  }

  /** SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits. */
  public String sha256Hex() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    } catch (IOException impossible) {
      throw new IllegalStateException("nothing is written anywhere", impossible);
    }
  }
}
