package io.tocsin.incident;

/**
 * One record of the inbox, the log that the incident stage is a function of. Exactly the part its
 * kind names is there; the others are null.
 *
 * @param kind which part is there
 * @param key entity key ({@code pack/entity}), counter key ({@code #pack/…}); empty for a tick
 * @param input a verdict, signal or command
 * @param request a request for a display id
 * @param answer a display id
 * @param partition inbox partition it was read from
 * @param engineMillis engine time: running maximum of append time in its partition
 * @param lastTickMillis engine time of the last tick in front of it in its partition, or {@link
 *     io.tocsin.metric.Times#NOT_YET}
 */
public record InboxEntry(
    Kind kind,
    String key,
    Input input,
    NumberRequest request,
    NumberAnswer answer,
    int partition,
    long engineMillis,
    long lastTickMillis) {
  /** Kinds of inbox records. */
  public enum Kind {
    TICK,
    INPUT,
    REQUEST,
    ANSWER
  }

  public static InboxEntry tick(int partition) {
    return new InboxEntry(Kind.TICK, "", null, null, null, partition, 0, 0);
  }

  public static InboxEntry of(Input input) {
    return new InboxEntry(Kind.INPUT, input.key(), input, null, null, 0, 0, 0);
  }

  public static InboxEntry of(NumberRequest request) {
    return new InboxEntry(Kind.REQUEST, request.key(), null, request, null, 0, 0, 0);
  }

  public static InboxEntry of(NumberAnswer answer) {
    return new InboxEntry(
        Kind.ANSWER, answer.pack() + "/" + answer.entity(), null, null, answer, 0, 0, 0);
  }

  /** The same record at its place in the log. */
  public InboxEntry at(int readFrom, long engine, long lastTick) {
    return new InboxEntry(kind, key, input, request, answer, readFrom, engine, lastTick);
  }
}
