package io.tocsin.flow;

import io.tocsin.incident.Event;
import io.tocsin.incident.NumberAnswer;
import io.tocsin.incident.NumberBook;
import io.tocsin.incident.NumberRequest;
import io.tocsin.incident.Numbers;
import io.tocsin.pack.Pack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Numbers incidents where the data moves time, in the order of (opened, entity); keyed by pack.
 *
 * <p>An opening is known at the latest one lateness after it. When the watermark reaches that
 * instant every opening up to it is here, whichever subtask it comes from; until then the events of
 * an episode wait, in order.
 */
final class NumberFunction extends KeyedProcessFunction<String, Unnumbered, Event> {

  static final String OPENED = "incident.opened";

  private final ArrayList<Pack> packs;
  private final long latenessMillis;
  private final Horizon horizon;

  private transient MapState<Long, List<Event>> unnumbered;
  private transient MapState<String, List<NumberAnswer>> numbers;
  private transient MapState<String, NumberBook> books;

  NumberFunction(List<Pack> packs, long latenessMillis, Horizon horizon) {
    this.packs = new ArrayList<>(packs);
    this.latenessMillis = latenessMillis;
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    unnumbered = getRuntimeContext().getMapState(States.UNNUMBERED);
    numbers = getRuntimeContext().getMapState(States.NUMBERS);
    books = getRuntimeContext().getMapState(States.NUMBER_BOOKS);
  }

  @Override
  public void processElement(Unnumbered told, Context context, Collector<Event> out)
      throws Exception {
    if (told.isOver()) {
      numbers.remove(told.entity());
      return;
    }
    Event event = told.event();
    if (event.episode().equals(event.pack())) {
      out.collect(event);
      return;
    }
    long opened = openedMillis(event);
    if (event.type().equals(OPENED) || unnumbered.contains(opened)) {
      hold(event, opened);
      context.timerService().registerEventTimeTimer(opened + latenessMillis);
    } else {
      out.collect(numbered(event));
    }
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Event> out) throws Exception {
    // What is due by the horizon may be numbered after it, so only the end of an endless run
    // counts.
    if (horizon.swallows(Math.min(millis, horizon.millis()), context.timerService())) {
      return;
    }
    long opened = millis - latenessMillis;
    List<Event> events = unnumbered.get(opened);
    unnumbered.remove(opened);
    List<Event> openings =
        events.stream()
            .filter(event -> event.type().equals(OPENED))
            .sorted(Comparator.comparing(Event::entity))
            .toList();
    for (Event opening : openings) {
      number(opening);
    }
    for (Event event : events) {
      out.collect(numbered(event));
    }
  }

  private void hold(Event event, long opened) throws Exception {
    List<Event> held = new ArrayList<>();
    if (unnumbered.contains(opened)) {
      held.addAll(unnumbered.get(opened));
    }
    held.add(event);
    unnumbered.put(opened, held);
  }

  private void number(Event opening) throws Exception {
    NumberAnswer answer = ask(Numbers.request(pack(opening.pack()), opening));
    List<NumberAnswer> ofEntity = new ArrayList<>();
    if (numbers.contains(opening.entity())) {
      ofEntity.addAll(numbers.get(opening.entity()));
    }
    ofEntity.add(answer);
    numbers.put(opening.entity(), ofEntity);
  }

  private NumberAnswer ask(NumberRequest request) throws Exception {
    NumberBook book = books.get(request.key());
    Numbers.Answered answered = Numbers.answer(book == null ? NumberBook.none() : book, request);
    books.put(request.key(), answered.next());
    return answered.answer() == null ? ask(answered.onward()) : answered.answer();
  }

  private Event numbered(Event event) throws Exception {
    List<NumberAnswer> known = numbers.get(event.entity());
    List<NumberAnswer> ofEntity = known == null ? List.of() : known;
    NumberAnswer answer =
        ofEntity.stream()
            .filter(one -> one.episode().equals(event.episode()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException(event.id() + " came before its incident opened"));
    Map<String, String> earlier =
        ofEntity.stream().collect(Collectors.toMap(NumberAnswer::episode, NumberAnswer::displayId));
    return event.numbered(answer.displayId(), answer.roomSuffix(), earlier);
  }

  /** The last part of an episode is its opening time, marked when it is not the first of it. */
  private static long openedMillis(Event event) {
    String opened = event.episode().substring(event.episode().lastIndexOf('/') + 1);
    return Long.parseLong(opened.replace("+", ""));
  }

  private Pack pack(String packId) {
    return packs.stream().filter(pack -> pack.id().equals(packId)).findFirst().orElseThrow();
  }
}
