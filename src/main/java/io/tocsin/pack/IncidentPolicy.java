package io.tocsin.pack;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Identity of incidents and what they carry.
 *
 * @param idPattern {@code INC-{opened:yyyyMMdd}-{n:000}}: {@code {opened:…}} is a date-time pattern
 *     in the pack's zone, {@code {n:000}} a counter per rendered rest. Without {@code {n}} the
 *     second incident of a name gets {@code -2}.
 * @param channelPatterns names of an incident's own channels, with {@code {opened:…}} and {@code
 *     {id}}; one with neither is a room that stands anyway
 * @param groupBy labels whose values make the entity: one open incident each
 * @param fields fields every record must have
 * @param roles roles people can be assigned to
 * @param renotifyAfter how soon after the last a relapse may send offset-0 steps again
 * @param holders who fills a role by default, for roles that say so
 */
public record IncidentPolicy(
    String idPattern,
    List<String> channelPatterns,
    List<String> groupBy,
    List<String> fields,
    List<String> roles,
    Duration renotifyAfter,
    List<Holder> holders)
    implements Serializable {
  public IncidentPolicy {
    channelPatterns = List.copyOf(channelPatterns);
    groupBy = List.copyOf(groupBy);
    fields = List.copyOf(fields);
    roles = List.copyOf(roles);
    holders = List.copyOf(holders);
  }

  /** A policy whose roles are filled by command only. */
  public IncidentPolicy(
      String idPattern,
      List<String> channelPatterns,
      List<String> groupBy,
      List<String> fields,
      List<String> roles,
      Duration renotifyAfter) {
    this(idPattern, channelPatterns, groupBy, fields, roles, renotifyAfter, List.of());
  }

  /** Who fills a role, and who does when they cannot; either may be empty. */
  public record Holder(String role, String primary, String backup) implements Serializable {}
}
