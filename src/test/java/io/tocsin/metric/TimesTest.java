package io.tocsin.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @Test
  void writesMillisecondsOnlyWhenTheyAreNotZero() {
    assertThat(Times.text(1_760_090_400_000L)).isEqualTo("2025-10-10T10:00:00Z");
    assertThat(Times.text(1_760_090_400_020L)).isEqualTo("2025-10-10T10:00:00.020Z");
    assertThat(Times.text(Times.EARLIEST)).isEqualTo("0000-01-01T00:00:00Z");
    assertThat(Times.text(Times.LATEST)).isEqualTo("9999-12-31T23:59:59.999Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-10T10:00:00Z, 2025-10-10T10:00:00Z",
    "2025-10-10t10:00:00z, 2025-10-10T10:00:00Z",
    "2025-10-10 10:00:00Z, 2025-10-10T10:00:00Z",
    "2025-10-10T10:00:00.9Z, 2025-10-10T10:00:00.900Z",
    "2025-10-10T10:00:00.0999999999Z, 2025-10-10T10:00:00.099Z",
    "2025-10-10T10:00:00+05:30, 2025-10-10T04:30:00Z",
    "2025-10-10T10:00:00-23:59, 2025-10-11T09:59:00Z",
    "2025-10-10T10:00:00-00:00, 2025-10-10T10:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2017-01-01T00:59:60.5+01:00, 2017-01-01T00:00:00.500Z",
    "1760090400000, 2025-10-10T10:00:00Z",
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "-1.5, 1969-12-31T23:59:59.998Z",
    "1760090400000.999, 2025-10-10T10:00:00Z",
    "1.7600904E12, 2025-10-10T10:00:00Z",
    "253402300799999, 9999-12-31T23:59:59.999Z",
    "-62167219200000, 0000-01-01T00:00:00Z",
  })
  void readsRfc3339AndEpochMilliseconds(String text, Instant instant) {
    assertThat(Times.parse(text)).isEqualTo(instant.toEpochMilli());
    assertThat(Times.parseAsUtc(text)).isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-10 10:00:00, 2025-10-10T10:00:00Z",
    "2025-10-10T10:00:00, 2025-10-10T10:00:00Z",
    "2025-10-10 10:00:00.25, 2025-10-10T10:00:00.250Z",
  })
  void takesATimeWithoutAZoneForUtcOnlyWhenTold(String text, Instant instant) {
    assertThat(Times.parseAsUtc(text)).isEqualTo(instant.toEpochMilli());
    assertThat(Times.parse(text)).isEqualTo(Times.NOT_YET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "2025-10-10",
        "2025-10-10T10:00Z",
        "2025-10-10T10:00:00 Z",
        "2025-10-10T10:00:00.Z",
        "2025-10-10T10:00:00,5Z",
        "2025-10-10T10:00:00+0200",
        "2025-10-10T10:00:00+02",
        "2025-10-10T10:00:00+24:00",
        "2025-10-10T10:00:00+02:60",
        "2025-10-10T10:00:00*02:00",
        "2025-13-10T10:00:00Z",
        "2025-00-10T10:00:00Z",
        "2025-02-30T10:00:00Z",
        "2025-04-31T10:00:00Z",
        "2025-10-00T10:00:00Z",
        "2025-10-10T24:00:00Z",
        "2025-10-10T10:60:00Z",
        "2025-10-10T10:00:61Z",
        "2025-10-10T10:00:60Z",
        "2025-10-10T10:00:00ZZ",
        "20251010T100000Z00000000",
        "+2025-10-10T10:00:00Z",
        "-001-10-10T10:00:00Z",
        "２０２５-10-10T10:00:00Z",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "253402300800000",
        "-62167219200001",
        "1760090400000000000",
        "99999999999999999999",
        "1e400",
        "0x10",
        "NaN"
      })
  void refusesEverythingElse(String text) {
    assertThat(Times.parse(text)).isEqualTo(Times.NOT_YET);
    assertThat(Times.parseAsUtc(text)).isEqualTo(Times.NOT_YET);
  }

  @Test
  void readsTheSameInstantAsJavaDoes() {
    Random random = new Random(6);
    for (int round = 0; round < 30_000; round++) {
      long millis = random.nextLong(Times.EARLIEST + 86_400_000, Times.LATEST - 86_400_000);
      assertThat(Times.parse(Times.text(millis))).isEqualTo(millis);
      OffsetDateTime local =
          Instant.ofEpochMilli(millis)
              .atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 1079) - 1079)));
      assertThat(Times.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local)))
          .isEqualTo(millis);
    }
  }
}
