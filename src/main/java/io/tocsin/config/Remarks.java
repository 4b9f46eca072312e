package io.tocsin.config;

/** What there is to say about the parts of a pack that was read without an error. */
final class Remarks {
  private final Places places;
  private final Problems found;

  Remarks(Places places, Problems found) {
    this.places = places;
    this.found = found;
  }

  void error(String section, String entry, String message) {
    say(Problem.Level.ERROR, section, entry, message);
  }

  void warning(String section, String entry, String message) {
    say(Problem.Level.WARNING, section, entry, message);
  }

  void notice(String section, String entry, String message) {
    say(Problem.Level.NOTICE, section, entry, message);
  }

  /**
   * Says it at the line on which the entry begins.
   *
   * @param entry id of an entry of that section; empty when it is about the section
   */
  private void say(Problem.Level level, String section, String entry, String message) {
    boolean whole = entry.isEmpty();
    found.add(
        whole ? places.line(section) : places.line(section, entry),
        whole ? section : section + "." + entry,
        level,
        message);
  }
}
