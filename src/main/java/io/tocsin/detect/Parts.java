package io.tocsin.detect;

/**
 * Names of the parts of an entity's memory. Entities are percent-escaped and packs have plain ids;
 * a metric's name may hold anything and stands last.
 */
record Parts(String pack, String entity) {
  /** The shard's entities. */
  static final String INDEX = "index";

  /** When the shard must be judged next. */
  static final String DUE = "due";

  String head() {
    return "head|" + pack + "|" + entity;
  }

  String state() {
    return "state|" + pack + "|" + entity;
  }

  /** What came in for one metric in one slice and was not judged yet. */
  String pending(long sliceStartMillis, String metric) {
    return "pending|" + pack + "|" + entity + "|" + sliceStartMillis + "|" + metric;
  }

  /** Some neighbouring cells of one strand's ring. */
  String page(int strand, long page, String metric) {
    return "page|" + pack + "|" + entity + "|" + strand + "|" + page + "|" + metric;
  }

  /** What a learned baseline has seen, besides the cell it is in. */
  String baseline(String metric) {
    return "baseline|" + pack + "|" + entity + "|" + metric;
  }

  /** The last totals of a metric's counters. */
  String counters(String metric) {
    return "counters|" + pack + "|" + entity + "|" + metric;
  }
}
