package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.metric.Command;
import io.tocsin.metric.Decoder;
import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: no exception, and exactly one thing delivered or one refusal. */
class DecoderFuzzTest {
  private static final int ROUNDS = 30_000;

  private static final List<byte[]> GOOD_JSON =
      Stream.of(
              "{\"name\":\"truth_score\",\"timestamp\":\"2025-10-10T10:00:00Z\",\"value\":0.84,"
                  + "\"labels\":{\"system\":\"claude-code\",\"agent\":\"cödér-😀\"},\"type\":\"gauge\"}",
              "{\"timestamp\":1760090400000,\"value\":\"1.5e3\",\"x\":[{\"y\":[true,null]}],"
                  + "\"labels\":{\"__name__\":\"up\",\"job\":\"a\\u00e9\\ud83d\\ude00\\n\",\"n\":1}}",
              "{\"signal\":\"s\",\"id\":\"i\",\"timestamp\":\"2025-10-10T10:00:03.5+02:00\","
                  + "\"labels\":{\"blocking\":false},\"started\":\"2025-10-10T09:58:00Z\"}",
              "{\"command\":\"set_field\",\"pack\":\"p\",\"labels\":{\"service\":\"a\"},\"id\":5,"
                  + "\"timestamp\":0,\"by\":\"alice\",\"field\":\"impact\",\"value\":{\"a\":[1]}}")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private static final List<byte[]> GOOD_CSV =
      Stream.of(
              "2025-10-10 10:00:00,latency,12.5,eu,\"a \"\"b\"\", c\"",
              "1760090400000,\"läté😀\",-1e-3,,x\r\n")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private static final byte[] TELLING =
      "{}[]\":,\\u0eE+-.nulltruefalseNaN\n\r\0 /".getBytes(StandardCharsets.UTF_8);

  @Test
  void jsonGivesOneThingOrOneRefusal() {
    everyMutationGivesOneThingOrOneRefusal(new JsonDecoder(), GOOD_JSON, 20251010);
  }

  @Test
  void csvGivesOneThingOrOneRefusal() {
    List<String> header = List.of("timestamp", "name", "value", "region", "service");
    everyMutationGivesOneThingOrOneRefusal(
        new CsvDecoder(header, Map.of("service", "s")), GOOD_CSV, 20251011);
  }

  @Test
  void bareNoiseIsRefused() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      RecordingReader reader = RecordingReader.of(new JsonDecoder(), noise);
      assertThat(reader.reasons).hasSize(1);
      assertThat(reader.deliveries()).isZero();
    }
  }

  private static void everyMutationGivesOneThingOrOneRefusal(
      Decoder decoder, List<byte[]> seeds, long seed) {
    Random random = new Random(seed);
    int delivered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size()));
      for (int times = 1 + random.nextInt(4); times > 0; times--) {
        bytes = mutate(bytes, seeds, random);
      }
      RecordingReader reader = RecordingReader.of(decoder, bytes);
      if (reader.deliveries() + reader.reasons.size() != 1) {
        throw new AssertionError(
            "round " + round + ": " + new String(bytes, StandardCharsets.UTF_8));
      }
      check(reader);
      delivered += reader.deliveries();
    }
    // Otherwise the mutations are too wild to reach what lies behind the syntax.
    assertThat(delivered).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
  }

  /** What is delivered can be written out and read again, and holds no forbidden character. */
  private static void check(RecordingReader reader) {
    for (Sample sample : reader.samples) {
      RecordingReader again = RecordingReader.of(new JsonDecoder(1 << 20), LateJson.encode(sample));
      if (!again.samples.equals(List.of(sample))) {
        throw new AssertionError(sample + " became " + again.samples + again.details);
      }
    }
    for (Signal signal : reader.signals) {
      clean(signal.id() + signal.name() + signal.labels());
      clean(Labels.parse(signal.labels()).canonical());
    }
    for (Command command : reader.commands) {
      clean(command.id() + command.verb() + command.pack() + command.by() + command.fields());
    }
    reader.details.forEach(DecoderFuzzTest::clean);
  }

  private static void clean(String text) {
    boolean marked =
        text.indexOf('\uFFFE') >= 0 || text.indexOf('\uFFFF') >= 0 || text.indexOf('\uFDD0') >= 0;
    if (marked || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new AssertionError(text);
    }
  }

  private static byte[] mutate(byte[] bytes, List<byte[]> seeds, Random random) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    return switch (random.nextInt(7)) {
      case 0 -> spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {anyByte(random)});
      case 1 -> spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {telling(random)});
      case 2 -> spliced(bytes, at, at, new byte[] {telling(random)});
      case 3 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(3)), new byte[0]);
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> {
        int end = at + random.nextInt(bytes.length - at + 1);
        yield spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      }
      default -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length);
        int end = from + random.nextInt(other.length - from);
        yield spliced(bytes, at, at, Arrays.copyOfRange(other, from, end));
      }
    };
  }

  private static byte anyByte(Random random) {
    return (byte) random.nextInt(256);
  }

  private static byte telling(Random random) {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private static byte[] spliced(byte[] bytes, int from, int end, byte[] between) {
    byte[] result = new byte[from + between.length + bytes.length - end];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(bytes, end, result, from + between.length, bytes.length - end);
    return result;
  }
}
