package io.tocsin.wire;

import io.tocsin.metric.Labels;
import java.util.Arrays;

/** The labels of one record while it is read: checked, and kept in name order. */
final class LabelSet {
  /** Most labels of a record. */
  static final int MAX = 64;

  private String[] names = new String[8];
  private String[] values = new String[8];
  private int size;

  /** Adds a label; one with an empty value is as good as absent, as in Prometheus. */
  void put(String name, String value) throws Refusal {
    Texts.name(Reason.BAD_LABELS, "name of a label", name);
    if (value.isEmpty()) {
      return;
    }
    Texts.value(Reason.BAD_LABELS, place(name), value);
    int at = Arrays.binarySearch(names, 0, size, name);
    if (at >= 0) {
      throw twice(name);
    }
    if (size == MAX) {
      throw new Refusal(
          Reason.BAD_LABELS, "labels has more than " + MAX + " entries, must have at most " + MAX);
    }
    insert(-at - 1, name, value);
  }

  /** Where a label stands, for a message. */
  static String place(String name) {
    return "labels." + Refusal.printable(name, 80);
  }

  static Refusal twice(String name) {
    return new Refusal(Reason.BAD_LABELS, place(name) + " comes twice, must come once");
  }

  private void insert(int at, String name, String value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    System.arraycopy(names, at, names, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    names[at] = name;
    values[at] = value;
    size++;
  }

  /** Their canonical text ({@link Labels#canonical()}). */
  String canonical() {
    if (size == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(32 * size);
    for (int i = 0; i < size; i++) {
      Labels.appendCanonical(names[i], values[i], text);
    }
    return text.toString();
  }
}
