package io.tocsin.incident;

import java.util.ArrayList;
import java.util.List;

/** The last incidents of an entity that are over, oldest first. */
final class Past {
  private final List<PastIncident> incidents;

  Past(List<PastIncident> known) {
    incidents = new ArrayList<>(known);
  }

  List<PastIncident> incidents() {
    return incidents;
  }

  void add(Course course) {
    forget(course);
    incidents.add(new PastIncident(course.episode, course.displayId, course.triggers));
    if (incidents.size() > EntityState.PAST) {
      incidents.remove(0);
    }
  }

  /** It is not over after all. */
  void forget(Course course) {
    incidents.removeIf(one -> one.episode().equals(course.episode));
  }

  /** Names of those that a trigger of an incident belonged to as well. */
  List<String> related(Course course) {
    return incidents.stream()
        .filter(one -> !one.episode().equals(course.episode))
        .filter(one -> one.triggers().stream().anyMatch(course.triggers::contains))
        .map(PastIncident::name)
        .toList();
  }
}
