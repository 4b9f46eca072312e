package io.tocsin.config;

import io.tocsin.pack.Channel;
import io.tocsin.pack.Pack;
import io.tocsin.wire.ReceiverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The packs of a job, and whether job and packs go together. */
public final class JobPacks {
  private JobPacks() {}

  /**
   * Reads the packs a job names.
   *
   * @throws ConfigException with every problem of every pack, when one has an error, two have one
   *     id, a pack wants more lateness than the sources give, or a receiver serves a channel that
   *     no pack has
   */
  public static List<Pack> read(Job job) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Pack> byFile = new LinkedHashMap<>();
    for (String file : job.packs()) {
      PackFile read = PackReader.read(Path.of(file));
      problems.addAll(read.problems());
      read.pack().ifPresent(pack -> byFile.put(file, pack));
    }
    Map<String, String> files = new LinkedHashMap<>();
    byFile.forEach(
        (file, pack) -> {
          String other = files.putIfAbsent(pack.id(), file);
          if (other != null) {
            problems.add(error(file, "id is " + pack.id() + ", which " + other + " has already"));
          }
          refuseMoreLateness(file, pack, job, problems);
        });
    if (byFile.size() == job.packs().size()) {
      refuseUnknownChannels(job, List.copyOf(byFile.values()), problems);
    }
    if (problems.stream().anyMatch(problem -> problem.level() == Problem.Level.ERROR)) {
      throw new ConfigException(problems);
    }
    return List.copyOf(byFile.values());
  }

  private static void refuseMoreLateness(String file, Pack pack, Job job, List<Problem> problems) {
    Duration given =
        job.sources().stream()
            .map(source -> source.lateness())
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
    if (pack.time().lateness().compareTo(given) > 0) {
      problems.add(
          error(
              file,
              "time.lateness is "
                  + Durations.text(pack.time().lateness())
                  + ", must be at most "
                  + Durations.text(given)
                  + ", the lateness of the job's sources"));
    }
  }

  private static void refuseUnknownChannels(Job job, List<Pack> packs, List<Problem> problems) {
    Set<String> known =
        packs.stream()
            .flatMap(pack -> pack.channels().stream())
            .map(Channel::id)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    for (ReceiverSettings receiver : job.receivers()) {
      for (String channel : receiver.channels()) {
        if (!known.contains(channel)) {
          problems.add(
              error(
                  "receivers." + receiver.id(),
                  "channels has " + channel + ", must be " + Suggestion.oneOf(channel, known)));
        }
      }
    }
  }

  private static Problem error(String place, String message) {
    return new Problem(place, 0, "", Problem.Level.ERROR, message);
  }
}
