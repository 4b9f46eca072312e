package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.scenario.Scenario;
import io.tocsin.flow.Arrival;
import io.tocsin.flow.ChainedOperators;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Stories are rehearsed without Flink; the operators of a job tell every one of them the same. */
class ChainedStoriesTest {
  @TestFactory
  Stream<DynamicTest> operatorsTellEveryStoryAsItIsRehearsed() {
    return Story.all().stream()
        .map(story -> DynamicTest.dynamicTest(story.name(), () -> tellsTheSame(story)));
  }

  @TestFactory
  Stream<DynamicTest> operatorsGoOnAfterARestartAsIfNothingHadHappened() {
    return Story.oneOfEachKind().stream()
        .map(story -> DynamicTest.dynamicTest(story.name(), () -> goesOn(story)));
  }

  private static void tellsTheSame(Story story) throws Exception {
    try (ChainedOperators operators = operators(story)) {
      operators.take(arrivals(story));

      assertThat(Ledgers.canonical(operators.end())).isEqualTo(Ledgers.canonical(story.events()));
    }
  }

  /** With a restart amid the input, and one when there is nothing left but time. */
  private static void goesOn(Story story) throws Exception {
    List<Arrival> arrivals = arrivals(story);
    int half = arrivals.size() / 2;
    ChainedOperators before = operators(story);
    before.take(arrivals.subList(0, half));
    ChainedOperators between = before.restarted();
    between.take(arrivals.subList(half, arrivals.size()));
    try (ChainedOperators after = between.restarted()) {
      assertThat(Ledgers.canonical(after.end())).isEqualTo(Ledgers.canonical(story.events()));
    }
  }

  private static ChainedOperators operators(Story story) throws Exception {
    Scenario told = story.scenario();
    ChainedOperators operators =
        new ChainedOperators(told.packs(), told.latenessMillis(), told.untilMillis());
    operators.begin(told.startMillis());
    return operators;
  }

  private static List<Arrival> arrivals(Story story) {
    Scenario told = story.scenario();
    return ChainedOperators.arrivals(told.samples(), told.signals(), told.commands());
  }
}
