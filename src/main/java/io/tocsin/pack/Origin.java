package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a pack comes from. Carried for people; nothing is decided by it.
 *
 * @param subject what the document is about, or empty
 * @param file name of the document, or empty
 * @param version the document's version, or empty
 * @param updated when the document was last changed, as it says, or empty
 * @param nextReview when the document wants to be reviewed, as it says, or empty
 * @param owner who looks after the document, or empty
 * @param readings ids of the readings the pack chose where the document leaves a choice
 * @param vocabulary free lists of words by their name
 */
public record Origin(
    String subject,
    String file,
    String version,
    String updated,
    String nextReview,
    String owner,
    List<String> readings,
    Map<String, List<String>> vocabulary)
    implements Serializable {
  /** A pack that does not say. */
  public static final Origin UNKNOWN =
      new Origin("", "", "", "", "", "", List.of(), new TreeMap<>());

  public Origin {
    readings = List.copyOf(readings);
    vocabulary = new TreeMap<>(vocabulary);
  }
}
