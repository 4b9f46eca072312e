package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalLedgerTest {
  /** In canonical order: each differs from the one before in the next weaker key. */
  private static final List<Event> ORDERED =
      List.of(
          event(1, "z", "z=1", 9, "z"),
          event(2, "a", "b=1", 9, "z"),
          event(2, "b", "a=1", 9, "z"),
          event(2, "b", "b=1", 2, "z"),
          event(2, "b", "b=1", 10, "a"),
          event(2, "b", "b=1", 10, "b"));

  @Test
  void isTheSameForEveryOrderOfArrival() throws Exception {
    byte[] expected = bytes(ORDERED);
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      List<Event> shuffled = new ArrayList<>(ORDERED);
      Collections.shuffle(shuffled, random);
      CanonicalLedger ledger = ledger(shuffled);
      assertThat(ledger.events()).isEqualTo(ORDERED);
      assertThat(bytes(shuffled)).isEqualTo(expected);
      assertThat(ledger.sha256Hex()).isEqualTo(sha256(expected));
      assertThat(ledger.size()).isEqualTo(6);
    }
  }

  @Test
  void isOneEventPerLine() throws IOException {
    String text = new String(bytes(List.of(Examples.escalation())), StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(Golden.text("event-escalate.json") + "\n");
  }

  @Test
  void hasTheHashOfNothingWhenItIsEmpty() {
    assertThat(new CanonicalLedger().sha256Hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void takesEventsAfterItWasRead() {
    CanonicalLedger ledger = ledger(List.of(ORDERED.get(5)));
    String before = ledger.sha256Hex();
    ledger.add(ORDERED.get(0));
    assertThat(ledger.events()).containsExactly(ORDERED.get(0), ORDERED.get(5));
    assertThat(ledger.sha256Hex()).isNotEqualTo(before);
  }

  private static CanonicalLedger ledger(List<Event> events) {
    CanonicalLedger ledger = new CanonicalLedger();
    events.forEach(ledger::add);
    return ledger;
  }

  private static byte[] bytes(List<Event> events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ledger(events).write(out);
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Event event(long time, String pack, String entity, long sequence, String cause) {
    String episode = pack + "/" + entity + "/0";
    return new Event(
        "page", pack, entity, episode, cause, "", time, sequence, List.of(), List.of());
  }
}
