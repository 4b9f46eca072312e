package io.tocsin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The map of the rooms: which may know which, and what the pure ones may not touch. */
@AnalyzeClasses(packages = "io.tocsin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final List<String> PURE =
      List.of("metric", "pack", "message", "window", "detect", "incident", "notify");

  /** Rooms a room may know besides itself. */
  private static final Map<String, List<String>> MAY_KNOW =
      Map.of(
          "metric", List.of(),
          "pack", PURE.subList(0, 1),
          "message", PURE.subList(0, 2),
          "window", PURE.subList(0, 2),
          "detect", List.of("metric", "pack", "window"),
          "incident", PURE.subList(0, 5),
          "notify", PURE.subList(0, 6),
          "wire", PURE,
          "flow", PURE);

  private static final DescribedPredicate<JavaClass> TOCSIN = resideInAPackage("io.tocsin..");

  @ArchTest static final ArchRule METRIC_KNOWS_NOTHING = room("metric");
  @ArchTest static final ArchRule PACK_KNOWS_METRIC = room("pack");
  @ArchTest static final ArchRule MESSAGE_KNOWS_METRIC_AND_PACK = room("message");
  @ArchTest static final ArchRule WINDOW_KNOWS_WHAT_IS_LEFT_OF_IT = room("window");
  @ArchTest static final ArchRule DETECT_KNOWS_WHAT_IS_LEFT_OF_IT = room("detect");
  @ArchTest static final ArchRule INCIDENT_KNOWS_WHAT_IS_LEFT_OF_IT = room("incident");
  @ArchTest static final ArchRule NOTIFY_KNOWS_WHAT_IS_LEFT_OF_IT = room("notify");
  @ArchTest static final ArchRule WIRE_KNOWS_THE_PURE_ROOMS = room("wire");
  @ArchTest static final ArchRule FLOW_KNOWS_THE_PURE_ROOMS = room("flow");

  @ArchTest
  static final ArchRule CONFIG_KNOWS_PURE_ROOMS_AND_SETTINGS =
      classes()
          .that()
          .resideInAPackage("io.tocsin.config..")
          .should()
          .onlyDependOnClassesThat(
              not(TOCSIN)
                  .or(resideInAnyPackage(packages(PURE)))
                  .or(resideInAPackage("io.tocsin.config.."))
                  .or(settingsOf("wire", "flow")))
          .allowEmptyShould(true)
          .because("config assembles the settings that other rooms define, and runs nothing");

  @ArchTest
  static final ArchRule NOBODY_BUT_THE_ROOT_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("io.tocsin.*..")
          .and()
          .resideOutsideOfPackage("io.tocsin.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tocsin.cli..");

  @ArchTest
  static final ArchRule NO_ARROWS_IN_A_CIRCLE =
      slices().matching("io.tocsin.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PURE_ROOMS_STAND_ON_THE_LANGUAGE_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage(packages(PURE))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.flink..",
                      "org.apache.kafka..",
                      "org.slf4j..",
                      "org.apache.logging..",
                      "java.util.logging..",
                      "java.net..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.util.concurrent..",
                      "java.util.random..")
                  .or(fileAccess())
                  .or(randomness()))
          .because("pure rooms decide: no Flink, no logger, no files, no network, no chance");

  @ArchTest
  static final ArchRule PURE_ROOMS_READ_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(packages(PURE))
          .should()
          .accessTargetWhere(readsAClock())
          .because("time is an argument");

  private static ArchRule room(String name) {
    Set<String> known = new TreeSet<>(MAY_KNOW.get(name));
    known.add(name);
    return classes()
        .that()
        .resideInAPackage("io.tocsin." + name + "..")
        .should()
        .onlyDependOnClassesThat(not(TOCSIN).or(resideInAnyPackage(packages(List.copyOf(known)))))
        .allowEmptyShould(true)
        .because(name + " may know " + MAY_KNOW.get(name) + " only");
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> "io.tocsin." + room + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> settingsOf(String... rooms) {
    return DescribedPredicate.describe(
        "settings of " + List.of(rooms),
        type ->
            List.of(rooms).stream()
                .anyMatch(
                    room ->
                        type.getName()
                            .matches("io\\.tocsin\\." + room + "\\.\\w*Settings(\\$.*)?")));
  }

  /** Byte arrays in and out are values, and {@code Serializable} is how packs travel. */
  private static DescribedPredicate<JavaClass> fileAccess() {
    Set<String> allowed =
        Set.of(
            "java.io.Serializable",
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.DataInput",
            "java.io.DataInputStream",
            "java.io.DataOutput",
            "java.io.DataOutputStream",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.EOFException",
            "java.io.PrintStream",
            "java.io.ObjectStreamException");
    return DescribedPredicate.describe(
        "files and streams",
        type -> type.getPackageName().equals("java.io") && !allowed.contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> randomness() {
    Set<String> chance =
        Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.Timer");
    return DescribedPredicate.describe("chance", type -> chance.contains(type.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> readsAClock() {
    return DescribedPredicate.describe(
        "reads a clock, the environment or a random id",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getName();
          return switch (owner) {
            case "java.lang.System" ->
                Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "out", "err")
                    .contains(member);
            case "java.util.UUID" -> member.equals("randomUUID");
            case "java.lang.Math" -> member.equals("random");
            case "java.time.ZoneId" -> member.equals("systemDefault");
            case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
            default -> owner.startsWith("java.time.") && member.equals("now");
          };
        });
  }
}
