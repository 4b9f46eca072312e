package io.tocsin.wire;

import io.tocsin.metric.Labels;
import io.tocsin.metric.Sample;
import io.tocsin.metric.SampleType;
import io.tocsin.metric.Times;
import java.util.Locale;
import java.util.Map;

/** A sample that came too late, as bytes: in the format it may come in again. */
public final class LateJson {
  private LateJson() {}

  /** The bytes, without a line end. */
  public static byte[] encode(Sample sample) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("name", sample.name());
          if (sample.type() != SampleType.GAUGE) {
            json.writeStringField("type", sample.type().name().toLowerCase(Locale.ROOT));
          }
          json.writeStringField("timestamp", Times.text(sample.timestampMillis()));
          json.writeFieldName("value");
          json.writeNumber(sample.value().toString());
          json.writeObjectFieldStart("labels");
          for (Map.Entry<String, String> label : Labels.parse(sample.labels()).asMap().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
