package io.tocsin.config;

import io.tocsin.pack.Channel;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Target;
import io.tocsin.pack.Timer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether those who must hear of it can. */
final class PeopleCheck {
  private static final Set<Channel.Kind> NEEDS_ADDRESS =
      EnumSet.of(
          Channel.Kind.PAGE,
          Channel.Kind.EMAIL,
          Channel.Kind.SMS,
          Channel.Kind.PHONE,
          Channel.Kind.PERSON);

  private static final Set<String> ADDRESSES = Set.of("email", "phone");
  private static final Set<String> SAYS_WHICH = Set.of("primary", "emergency", "backup");

  private PeopleCheck() {}

  static void check(Pack pack, Remarks remarks) {
    for (Target target : pack.targets()) {
      if (target.contacts().isEmpty() && isReachedInPerson(pack, target.id())) {
        remarks.warning(
            "targets", target.id(), "target " + target.id() + " has no address, and steps tell it");
      }
      twoAddresses(target)
          .ifPresent(
              both ->
                  remarks.warning(
                      "targets",
                      target.id(),
                      "target " + target.id() + " has two addresses: " + both));
    }
    for (Timer timer : pack.timers()) {
      if (tells(timer) && timer.via().isEmpty() && timer.action() != Timer.Action.TASK) {
        remarks.warning("timers", timer.id(), timer.id() + " has no via: nothing leaves for it");
      }
    }
    pack.severities().forEach(severity -> severity(pack, severity.id(), remarks));
  }

  /**
   * Different addresses of one kind, of which nobody knows which one counts. It is known where they
   * are called primary and emergency.
   */
  private static Optional<String> twoAddresses(Target target) {
    Map<String, Set<String>> byKind = new LinkedHashMap<>();
    String name = "";
    for (String contact : target.contacts()) {
      String kind = contact.substring(0, contact.indexOf(':'));
      if (kind.equals("name")) {
        name = contact.substring("name:".length());
      } else if (ADDRESSES.contains(kind) && !SAYS_WHICH.contains(name.toLowerCase(Locale.ROOT))) {
        byKind.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(contact);
      }
    }
    String both =
        byKind.values().stream()
            .filter(same -> same.size() > 1)
            .map(same -> String.join(", ", same))
            .collect(Collectors.joining("; "));
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private static void severity(Pack pack, String severity, Remarks remarks) {
    List<Timer> steps =
        pack.timers().stream().filter(timer -> tells(timer) && timer.appliesTo(severity)).toList();
    if (steps.isEmpty()) {
      remarks.warning("severities", severity, severity + " tells nobody: it has no step");
    } else if (steps.stream().noneMatch(step -> step.action() == Timer.Action.PAGE)) {
      remarks.notice("severities", severity, severity + " pages nobody");
    }
    if (pack.triggers().stream().noneMatch(trigger -> trigger.severity().equals(severity))) {
      remarks.notice(
          "severities", severity, severity + " is opened by no trigger, only by command");
    }
  }

  static boolean tells(Timer timer) {
    return timer.kind() == Timer.Kind.STEP;
  }

  private static boolean isReachedInPerson(Pack pack, String target) {
    return pack.timers().stream()
        .filter(timer -> timer.to().contains(target))
        .flatMap(timer -> timer.via().stream())
        .anyMatch(
            via ->
                pack.channels().stream()
                    .anyMatch(
                        channel ->
                            channel.id().equals(via) && NEEDS_ADDRESS.contains(channel.kind())));
  }
}
