package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every row of the five documents is shown by something, or has a reason why nothing can. */
class RunbooksTest {
  private static final Path PAGE = Path.of("docs/runbooks.md");
  private static final Path WRITTEN = Path.of("target/runbooks.md");
  private static final String UPDATE = "runbooks.update";

  private static final List<Section> SECTIONS = Section.all();
  private static final List<Row> ROWS =
      SECTIONS.stream().flatMap(section -> section.rows().stream()).toList();
  private static final List<Story> STORIES = Story.all();
  private static final Map<String, List<String>> DIFFERENCES = new TreeMap<>();

  @BeforeAll
  static void playEveryStory() {
    for (Story story : STORIES) {
      List<String> differences = story.differences();
      if (!differences.isEmpty()) {
        DIFFERENCES.put(story.name(), differences);
      }
    }
  }

  @Test
  void everyStoryGoesAsItIsTold() {
    assertThat(DIFFERENCES).isEmpty();
  }

  @Test
  void listsEveryRowOnce() {
    assertThat(ROWS).extracting(Row::id).doesNotHaveDuplicates();
    assertThat(ROWS).filteredOn(row -> !row.isLadder()).hasSize(133);
    assertThat(ROWS).filteredOn(Row::isLadder).hasSize(20);
    assertThat(ROWS).extracting(Row::says).doesNotContain("");
  }

  @Test
  void showsEveryRowOrSaysWhyNothingCan() {
    assertThat(ROWS)
        .filteredOn(row -> !isShown(row) && row.reason().isEmpty())
        .extracting(Row::id)
        .as("rows that nothing shows")
        .isEmpty();
  }

  @Test
  void namesTestsThatExist() {
    assertThat(ROWS.stream().flatMap(row -> row.tests().stream()))
        .filteredOn(test -> !isATest(test))
        .as("tests that are not there")
        .isEmpty();
  }

  @Test
  void knowsTheRowOfEveryStoryNamedLikeOne() {
    assertThat(STORIES)
        .filteredOn(story -> story.name().matches("(S\\d|X|H6)-.*"))
        .filteredOn(story -> ROWS.stream().noneMatch(row -> row.isShownBy(story)))
        .as("stories named like a row that there is not")
        .isEmpty();
  }

  @Test
  void keepsThePageAsTheRunFoundIt() throws IOException {
    String found = new RunbookPage(SECTIONS, STORIES, DIFFERENCES.keySet()).text();
    Files.writeString(WRITTEN, found);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, found);
    }
    String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertThat(kept)
        .as(
            "%s differs from %s; write it with ./mvnw test -Dtest=RunbooksTest -D%s=true",
            PAGE, WRITTEN, UPDATE)
        .isEqualTo(found);
  }

  private static boolean isShown(Row row) {
    return !row.tests().isEmpty() || STORIES.stream().anyMatch(row::isShownBy);
  }

  /** Whether {@code class#method} is a test that JUnit would run. */
  private static boolean isATest(String name) {
    String[] parts = name.split("#");
    try {
      Class<?> type = Class.forName(parts[0]);
      return parts.length == 2
          && Arrays.stream(type.getDeclaredMethods())
              .anyMatch(
                  method ->
                      method.getName().equals(parts[1])
                          && AnnotationSupport.isAnnotated(method, Testable.class));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
