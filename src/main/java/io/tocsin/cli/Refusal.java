package io.tocsin.cli;

import java.util.List;

/** Why a command stops, in words for the person who typed it. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<String> lines;

  private Refusal(int exitCode, List<String> lines, Throwable cause) {
    super(String.join("\n", lines), cause);
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  /** Wrong usage or unreadable input: {@code place: what is wrong, what would have been right}. */
  public static Refusal ofInput(String line) {
    return new Refusal(Exit.USAGE, List.of(line), null);
  }

  /** All that is wrong with the input, one line each. */
  public static Refusal ofInput(List<String> lines) {
    return new Refusal(Exit.USAGE, lines, null);
  }

  /** The input is right but the work could not be done. */
  public static Refusal ofWork(String line, Throwable cause) {
    return new Refusal(Exit.FAILED, List.of(line), cause);
  }

  public int exitCode() {
    return exitCode;
  }

  /** One problem each. */
  public List<String> lines() {
    return lines;
  }
}
