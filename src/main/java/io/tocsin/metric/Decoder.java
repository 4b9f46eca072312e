package io.tocsin.metric;

import java.io.Serializable;

/**
 * Understands the bytes of one record of one format.
 *
 * <p>It calls the reader once per thing found, in the order of the record, or {@link Reader#reject}
 * once and nothing else. It never throws for what a sender wrote.
 */
public interface Decoder extends Serializable {
  void decode(RawRecord record, Reader reader);

  /** Takes what a decoder found. */
  interface Reader {
    void sample(Sample sample);

    void signal(Signal signal);

    void command(Command command);

    void reject(String reason, String detail);
  }
}
