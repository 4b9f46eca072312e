package io.tocsin.config;

import io.tocsin.pack.Channel;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Severity;
import io.tocsin.pack.Target;
import io.tocsin.pack.Timer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether those who must hear of it can. */
final class PeopleCheck {
  private static final Set<Channel.Kind> NEEDS_ADDRESS =
      EnumSet.of(
          Channel.Kind.PAGE,
          Channel.Kind.EMAIL,
          Channel.Kind.SMS,
          Channel.Kind.PHONE,
          Channel.Kind.PERSON);

  private PeopleCheck() {}

  static void check(Pack pack, Places places, Problems found) {
    for (Target target : pack.targets()) {
      int line = places.line("targets", target.id());
      if (target.contacts().isEmpty() && isReachedInPerson(pack, target.id())) {
        found.warning(line, "target " + target.id() + " has no address, and steps tell it");
      }
      for (String kind : List.of("email:", "phone:")) {
        List<String> same =
            target.contacts().stream().filter(contact -> contact.startsWith(kind)).toList();
        if (same.size() > 1) {
          found.warning(
              line, "target " + target.id() + " has two addresses: " + String.join(", ", same));
        }
      }
    }
    for (Timer timer : pack.timers()) {
      if (tells(timer) && timer.via().isEmpty() && timer.action() != Timer.Action.TASK) {
        found.warning(
            places.line("timers", timer.id()), timer.id() + " has no via: nothing leaves for it");
      }
    }
    for (Severity severity : pack.severities()) {
      severity(pack, severity.id(), places.line("severities", severity.id()), found);
    }
  }

  private static void severity(Pack pack, String severity, int line, Problems found) {
    List<Timer> steps =
        pack.timers().stream().filter(timer -> tells(timer) && timer.appliesTo(severity)).toList();
    if (steps.isEmpty()) {
      found.warning(line, severity + " tells nobody: it has no step");
    } else if (steps.stream().noneMatch(step -> step.action() == Timer.Action.PAGE)) {
      found.notice(line, severity + " pages nobody");
    }
    if (pack.triggers().stream().noneMatch(trigger -> trigger.severity().equals(severity))) {
      found.notice(line, severity + " is opened by no trigger, only by command");
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
