package io.tocsin.incident;

import io.tocsin.detect.Verdict;
import io.tocsin.metric.Command;
import io.tocsin.metric.Signal;

/**
 * Something the machine of one entity is told. Exactly one part is there; the others are null (a
 * flat record, because it travels through Flink and lies in its state).
 *
 * @param pack pack id
 * @param entity canonical labels of the entity
 * @param kind which part is there; order of kinds is the order at equal time
 * @param id identity, and the order within a kind at equal time
 * @param verdict a change of a trigger
 * @param signal a signal that concerns the entity
 * @param command a command addressed to it
 */
public record Input(
    String pack,
    String entity,
    Kind kind,
    String id,
    Verdict verdict,
    Signal signal,
    Command command) {
  /** Kinds of input, in the order in which they are applied at one instant. */
  public enum Kind {
    VERDICT,
    SIGNAL,
    COMMAND
  }

  public static Input of(Verdict verdict) {
    return new Input(
        verdict.pack(),
        verdict.entity(),
        Kind.VERDICT,
        "%07d/%s/%s".formatted(verdict.order(), verdict.cause(), verdict.key()),
        verdict,
        null,
        null);
  }

  public static Input of(String pack, String entity, Signal signal) {
    return new Input(pack, entity, Kind.SIGNAL, signal.id(), null, signal, null);
  }

  public static Input of(String pack, String entity, Command command) {
    return new Input(pack, entity, Kind.COMMAND, command.id(), null, null, command);
  }

  /** Key of the entity's incident: {@code pack/entity}. */
  public String key() {
    return pack + "/" + entity;
  }
}
