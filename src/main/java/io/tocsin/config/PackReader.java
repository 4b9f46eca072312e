package io.tocsin.config;

import io.tocsin.pack.Metric;
import io.tocsin.pack.Origin;
import io.tocsin.pack.Pack;
import io.tocsin.pack.Slo;
import io.tocsin.pack.TimePolicy;
import io.tocsin.pack.Timer;
import io.tocsin.pack.Trigger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads pack files.
 *
 * <p>Every problem of a file is gathered, each with its line; a file with an error gives no pack.
 * The format is defined by {@code docs/pack.schema.json}; what a schema cannot say (names that must
 * exist, windows that must divide) is checked here.
 */
public final class PackReader {
  private PackReader() {}

  /** Reads a file. One that cannot be read at all is told as a problem of its first line. */
  public static PackFile read(Path file) {
    Problems problems = new Problems(file.toString());
    return TextFile.read(file, problems)
        .map(text -> read(file.toString(), text))
        .orElseGet(() -> new PackFile(Optional.empty(), problems.sorted()));
  }

  /**
   * Reads the text of a file.
   *
   * @param fileName what problems call it
   * @param text the whole file
   */
  public static PackFile read(String fileName, String text) {
    Problems problems = new Problems(fileName);
    Optional<Pack> pack =
        Yaml.read(text, problems).map(root -> pack(root, version(text), problems));
    return new PackFile(problems.hasErrors() ? Optional.empty() : pack, problems.sorted());
  }

  private static Pack pack(Node node, String version, Problems problems) {
    Keyed root = Keyed.of(new Value(node, "", problems), Shape.PACK.keys());
    root.require("pack", "1").ifPresent(value -> value.whole(1, 1));
    String id = root.requireText("id", "a name");
    root.get("id").ifPresent(value -> Ids.check(value, id));
    Declared declared = Declared.in(root);
    // An empty parameter is declared all the same, so null values stay in.
    Parameters parameters =
        new Parameters(
            root.get("params").map(value -> Keyed.free(value).entries()).orElse(Map.of()));
    HouseReader house = new HouseReader(declared);
    TimePolicy time = house.time(root.get("time"));
    List<Metric> metrics =
        new MetricReader(root.map("metrics"), parameters, time.window(), declared.all("triggers"))
            .read();
    TriggerReader reader = new TriggerReader(declared, parameters, metrics, time);
    for (String section :
        List.of("severities", "slos", "triggers", "timers", "governance", "kpis")) {
      Ids.refuseTwins(root.list(section));
    }
    requireSections(root);
    List<Slo> slos = reader.slos(root.list("slos"));
    List<Trigger> triggers = reader.triggers(root.list("triggers"));
    Keyed lifecycle = section(root, "lifecycle", Shape.LIFECYCLE);
    Marks marks = new Marks(declared, ownMarks(lifecycle));
    List<Timer> timers = new TimerReader(declared, parameters, marks).read(root.list("timers"));
    StepOrder.refuseCircles(root.list("timers"), timers);
    CourseReader course = new CourseReader(declared, reader.conditions(), marks);
    SayingReader saying = new SayingReader(declared, reader.conditions());
    Pack pack =
        new Pack(
            id,
            root.text("title", id),
            version,
            time,
            house.calendars(root.map("calendars"), time.zone()),
            house.severities(root.list("severities")),
            house.targets(root.map("targets")),
            house.channels(root.map("channels")),
            metrics,
            slos,
            triggers,
            timers,
            course.incident(section(root, "incident", Shape.INCIDENT)),
            course.lifecycle(lifecycle, root.map("flags")),
            saying.templates(root.map("templates")),
            saying.governance(root.list("governance")),
            new KpiReader(declared).read(root.list("kpis")),
            saying.hints(root.list("hints")),
            origin(root),
            aliases(root, declared));
    TemplateCheck.check(pack, root.map("templates"));
    return pack;
  }

  private static void requireSections(Keyed root) {
    root.require("severities", "a list, worst first")
        .filter(value -> value.isList() && value.list().isEmpty())
        .ifPresent(value -> value.error("severities is empty, must have at least one"));
    root.require("incident", "a map with group_by");
    root.require("triggers", "a list of conditions");
  }

  private static Keyed section(Keyed root, String name, Shape shape) {
    return root.get(name).map(value -> Keyed.of(value, shape.keys())).orElseGet(Keyed::none);
  }

  private static Set<String> ownMarks(Keyed lifecycle) {
    Set<String> own = new LinkedHashSet<>(lifecycle.map("auto").keySet());
    lifecycle.list("timeline").stream()
        .flatMap(CourseReader::milestone)
        .forEach(milestone -> own.add(milestone.mark()));
    return own;
  }

  private static Origin origin(Keyed root) {
    Keyed source = section(root, "source", Shape.SOURCE);
    Map<String, List<String>> vocabulary = new LinkedHashMap<>();
    root.map("vocabulary").forEach((name, words) -> vocabulary.put(name, words.texts()));
    return new Origin(
        root.text("subject", ""),
        source.text("file", ""),
        source.text("version", ""),
        source.text("updated", ""),
        source.text("next_review", ""),
        source.text("owner", ""),
        root.texts("readings"),
        vocabulary);
  }

  private static Map<String, String> aliases(Keyed root, Declared declared) {
    Set<String> present = new LinkedHashSet<>(declared.all("triggers"));
    present.addAll(declared.all("timers"));
    present.addAll(declared.all("metrics"));
    Map<String, String> aliases = new LinkedHashMap<>();
    root.map("alias")
        .forEach((old, value) -> value.oneOf(present).ifPresent(name -> aliases.put(old, name)));
    return aliases;
  }

  private static String version(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
