package io.tocsin.wire;

/** Why a record was refused. The codes are stable: people count and search by them. */
public enum Reason {
  /** No bytes, or nothing but white space. */
  EMPTY("empty"),
  /** More bytes than the limit. */
  TOO_LARGE("too-large"),
  /** Not JSON in UTF-8. */
  NOT_JSON("not-json"),
  /** JSON that ends too early. */
  TRUNCATED("truncated"),
  /** Objects and lists inside each other beyond the limit. */
  TOO_DEEP("too-deep"),
  /** JSON, but not an object. */
  NOT_AN_OBJECT("not-an-object"),
  /** Something follows the object. */
  TRAILING_TEXT("trailing-text"),
  /** A known field comes twice. */
  DUPLICATE_FIELD("duplicate-field"),
  /** Neither a sample nor a signal nor a command, or more than one of them. */
  UNKNOWN_KIND("unknown-kind"),
  /** A field that its kind must have is not there. */
  MISSING_FIELD("missing-field"),
  /** A name or text that is empty, too long, or has characters it must not have. */
  BAD_TEXT("bad-text"),
  /** A sample's type is not one of the three. */
  BAD_TYPE("bad-type"),
  /** A value that is no number. */
  NOT_A_NUMBER("not-a-number"),
  /** NaN or an infinity. */
  NOT_FINITE("not-finite"),
  /** A number too large to count with. */
  OUT_OF_RANGE("out-of-range"),
  /** An instant that cannot be read. */
  BAD_TIMESTAMP("bad-timestamp"),
  /** Labels that are no object of texts, too many, or with a bad name or value. */
  BAD_LABELS("bad-labels"),
  /** Too many fields in a command. */
  BAD_FIELDS("bad-fields"),
  /** A CSV line whose quotes or cells do not match its header. */
  BAD_CSV("bad-csv"),
  /** Bytes that are no UTF-8. */
  NOT_UTF8("not-utf8");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** The code as it is written: {@code not-json}. */
  public String code() {
    return code;
  }
}
