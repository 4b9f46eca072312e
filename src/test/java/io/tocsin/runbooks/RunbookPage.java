package io.tocsin.runbooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The page that says what was asked for, what shows it, and whether it holds. */
final class RunbookPage {
  private final List<Section> sections;
  private final List<Story> stories;
  private final Set<String> failed;
  private final StringBuilder page = new StringBuilder();

  /**
   * A page about a run.
   *
   * @param failed names of the stories that went another way than told
   */
  RunbookPage(List<Section> sections, List<Story> stories, Set<String> failed) {
    this.sections = sections;
    this.stories = stories;
    this.failed = failed;
  }

  String text() {
    List<Row> rows = sections.stream().flatMap(section -> section.rows().stream()).toList();
    line("# The five runbooks, row by row");
    line("");
    line("Written by `RunbooksTest`, which fails while this page is not what it found. A row is");
    line("shown by the scenarios whose file names begin with its id, or by the tests it names.");
    line("`ChainedStoriesTest` tells every scenario again through the operators of a job, and");
    line(
        "`ClusterStoriesTest` some of all kinds on a cluster. `MutationTest` makes every trigger and");
    line("timer of the packs wrong and sees that a scenario notices.");
    line("");
    line(
        "%d rows and %d golden timelines; %d scenarios, %d held."
            .formatted(
                rows.stream().filter(row -> !row.isLadder()).count(),
                rows.stream().filter(Row::isLadder).count(),
                stories.size(),
                stories.size() - failed.size()));
    sections.forEach(this::section);
    others(rows);
    return page.toString();
  }

  private void section(Section section) {
    line("");
    line("## " + section.title());
    line("");
    if (!section.document().isEmpty()) {
      line("Document `%s`, pack `%s`.".formatted(section.document(), section.pack()));
      line("");
    }
    line("| row | what must hold | lines | shown by | result |");
    line("|---|---|---|---|---|");
    section.rows().forEach(this::row);
  }

  private void row(Row row) {
    List<Story> shown = stories.stream().filter(row::isShownBy).toList();
    List<String> by = new ArrayList<>(shown.stream().map(RunbookPage::link).toList());
    row.tests().forEach(test -> by.add("`" + test + "`"));
    line(
        "| %s | %s | %s | %s | %s |"
            .formatted(row.id(), row.says(), row.lines(), String.join("<br>", by), result(row)));
  }

  private String result(Row row) {
    List<Story> shown = stories.stream().filter(row::isShownBy).toList();
    long held = shown.stream().filter(story -> !failed.contains(story.name())).count();
    List<String> said = new ArrayList<>();
    if (held < shown.size()) {
      said.add((shown.size() - held) + " of " + shown.size() + " failed");
    } else if (!shown.isEmpty()) {
      said.add(held == 1 ? "held" : held + " held");
    }
    if (!row.tests().isEmpty()) {
      said.add("by test");
    }
    if (!row.reason().isEmpty()) {
      said.add(row.reason());
    }
    return said.isEmpty() ? "not shown" : String.join("; ", said);
  }

  /** Stories about no row: bugs that were found, words that had to be tried. */
  private void others(List<Row> rows) {
    List<Story> others =
        stories.stream()
            .filter(story -> rows.stream().noneMatch(row -> row.isShownBy(story)))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    line("");
    line("## Stories beside the documents");
    line("");
    line("| scenario | what it tells | result |");
    line("|---|---|---|");
    for (Story story : others) {
      line(
          "| %s | %s | %s |"
              .formatted(
                  link(story),
                  story.scenario().title(),
                  failed.contains(story.name()) ? "failed" : "held"));
    }
  }

  private static String link(Story story) {
    String file = story.file().toString().replace('\\', '/');
    return "[`%s`](../%s)".formatted(file, file);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
