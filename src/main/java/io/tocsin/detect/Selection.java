package io.tocsin.detect;

/**
 * Which strands of a metric are meant.
 *
 * @param label label that must have the value, or empty
 * @param value its value
 * @param strand canonical labels of the only strand meant; null when all are
 */
record Selection(String label, String value, String strand) {
  static final Selection ALL = new Selection("", "", null);

  static Selection key(String label, String value) {
    return new Selection(label, value, null);
  }

  static Selection only(Strand strand) {
    return new Selection("", "", strand.labels.canonical());
  }

  boolean takes(Strand candidate) {
    if (strand != null) {
      return strand.equals(candidate.labels.canonical());
    }
    return label.isEmpty() || value.equals(candidate.labels.get(label));
  }
}
