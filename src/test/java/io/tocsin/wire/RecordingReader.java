package io.tocsin.wire;

import io.tocsin.metric.Command;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.RawRecord;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder delivers. */
final class RecordingReader implements Decoder.Reader {
  final List<Sample> samples = new ArrayList<>();
  final List<Signal> signals = new ArrayList<>();
  final List<Command> commands = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  final List<String> details = new ArrayList<>();

  static RecordingReader of(Decoder decoder, String text) {
    return of(decoder, text.getBytes(StandardCharsets.UTF_8));
  }

  static RecordingReader of(Decoder decoder, byte[] bytes) {
    RecordingReader reader = new RecordingReader();
    decoder.decode(new RawRecord("metrics", 3, 42, 0, bytes), reader);
    return reader;
  }

  int deliveries() {
    return samples.size() + signals.size() + commands.size();
  }

  @Override
  public void sample(Sample sample) {
    samples.add(sample);
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void command(Command command) {
    commands.add(command);
  }

  @Override
  public void reject(String reason, String detail) {
    reasons.add(reason);
    details.add(detail);
  }
}
