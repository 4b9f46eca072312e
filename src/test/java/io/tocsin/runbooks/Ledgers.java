package io.tocsin.runbooks;

import io.tocsin.incident.Event;
import io.tocsin.wire.CanonicalLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Ledgers as they are written, so that two can be compared byte by byte. */
final class Ledgers {
  private Ledgers() {}

  static String canonical(List<Event> events) throws IOException {
    CanonicalLedger ledger = new CanonicalLedger();
    events.forEach(ledger::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledger.write(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
