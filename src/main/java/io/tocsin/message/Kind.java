package io.tocsin.message;

/** What sort of value a name has, and with that the formats a place of it may ask for. */
public enum Kind {
  TEXT("upper or lower") {
    @Override
    public boolean accepts(String format) {
      return format.equals("upper") || format.equals("lower");
    }
  },
  TIME("a date-time pattern such as HH:mm or yyyy-MM-dd") {
    @Override
    public boolean accepts(String format) {
      return TimePattern.isPattern(format);
    }
  },
  SPAN("HH:mm or HH:mm:ss") {
    @Override
    public boolean accepts(String format) {
      return format.equals("HH:mm") || format.equals("HH:mm:ss");
    }
  },
  NUMBER("0, 0.0 or 0.00, with a % behind it for per cent") {
    @Override
    public boolean accepts(String format) {
      return format.matches("0(\\.0{1,9})?%?");
    }
  },
  ROWS("a date-time pattern such as HH:mm") {
    @Override
    public boolean accepts(String format) {
      return TimePattern.isPattern(format);
    }
  };

  private final String formats;

  Kind(String formats) {
    this.formats = formats;
  }

  /** Whether a value of this kind can be written so. */
  public abstract boolean accepts(String format);

  /** Its formats, for a message to whoever wrote another. */
  public String formats() {
    return formats;
  }
}
