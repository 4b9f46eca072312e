package io.tocsin.cli;

import io.tocsin.cli.kpi.Figure;
import io.tocsin.cli.kpi.Figures;
import io.tocsin.incident.Event;
import io.tocsin.pack.Pack;
import io.tocsin.wire.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Figures over the incidents of a ledger. */
@Command(
    name = "kpi",
    description = {
      "Says how fast incidents were found, answered and resolved.",
      "Mean times in seconds (mttd: started to opened, mtt_respond: opened to acked, mtt_resolve:"
          + " opened to resolved) and the share of clocks that were met, per pack and severity;"
          + " then the figures a pack asks for, against its targets. Drills do not count."
    })
final class KpiCommand implements Callable<Integer> {
  private static final String ROW = "%-22s %-8s %-18s %12s %-2s %8s  %-10s %s";

  @Option(
      names = "--ledger",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "a ledger as replay and ledger write it, maybe .gz, any number of times")
  private List<Path> ledgers;

  @Option(
      names = "--pack",
      arity = "1..*",
      paramLabel = "FILE",
      description = "packs with targets (default: those in conf/packs that the ledger names)")
  private List<Path> packFiles;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Event> ledger = new ArrayList<>();
    for (Path file : ledgers) {
      read(file, ledger);
    }
    List<Figure> figures = Figures.of(ledger, packs(ledger));
    PrintWriter out = spec.commandLine().getOut();
    if (format.isTable()) {
      out.println(
          ROW.formatted("pack", "severity", "figure", "value", "", "samples", "target", "reached")
              .stripTrailing());
    }
    figures.forEach(figure -> out.println(format.isTable() ? row(figure) : json(figure)));
    return Exit.DONE;
  }

  private List<Pack> packs(List<Event> ledger) throws IOException {
    if (packFiles != null) {
      return Packs.read(packFiles);
    }
    List<String> named = ledger.stream().map(Event::pack).distinct().toList();
    List<Pack> packs = shipped().stream().filter(pack -> named.contains(pack.id())).toList();
    for (String id : named) {
      if (packs.stream().noneMatch(pack -> pack.id().equals(id))) {
        spec.commandLine()
            .getErr()
            .println(
                "pack " + id + " is not in conf/packs, its own figures are left out; --pack FILE");
      }
    }
    return packs;
  }

  private static List<Pack> shipped() throws IOException {
    Path directory = Home.file("conf/packs");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    return Packs.read(files);
  }

  private static void read(Path file, List<Event> ledger) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw Refusal.ofInput(file + ": cannot be read, must be a ledger");
    }
    int number = 0;
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          ledger.add(EventJson.decode(line.getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IllegalArgumentException noEvent) {
      throw Refusal.ofInput(
          "%s:%d: %s, must be a ledger event in JSON"
              .formatted(file, number, Door.rootMessage(noEvent)));
    }
  }

  private static String row(Figure figure) {
    return ROW.formatted(
            figure.pack(),
            figure.severity(),
            figure.id(),
            figure.samples() == 0 ? "-" : figure.value(),
            figure.samples() == 0 ? "" : figure.unit(),
            figure.samples(),
            figure.target(),
            figure.reached())
        .stripTrailing();
  }

  private static JsonLine json(Figure figure) {
    JsonLine line =
        new JsonLine()
            .with("pack", figure.pack())
            .with("severity", figure.severity())
            .with("kpi", figure.id())
            .with("unit", figure.unit())
            .with("samples", figure.samples());
    if (figure.samples() > 0) {
      line.with("value", new java.math.BigDecimal(figure.value()));
    }
    if (!figure.target().isEmpty()) {
      line.with("target", figure.target());
    }
    if (!figure.reached().isEmpty()) {
      line.with("reached", figure.reached().equals("yes"));
    }
    return line;
  }
}
