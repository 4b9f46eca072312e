package io.tocsin.wire;

import io.tocsin.incident.InboxEntry;

/**
 * A record of the inbox as bytes, versioned: {@code {"v":1,"kind":"input",…}}.
 *
 * <p>Its place in the log (partition, engine time, last tick) is not in the bytes, except that a
 * tick names its partition; whoever reads it fills it in.
 */
public final class InboxJson {
  static final int VERSION = 1;

  private InboxJson() {}

  /** The bytes, without a line end. */
  public static byte[] encode(InboxEntry entry) {
    return Json.write(json -> new InboxWriting(json).write(entry));
  }

  /**
   * The entry that was encoded. Throws {@link IllegalArgumentException} when the bytes are no inbox
   * record, or one of a version that this release does not know.
   */
  public static InboxEntry decode(byte[] bytes) {
    return Json.read(bytes, "an inbox record", json -> new InboxReading().read(json));
  }
}
