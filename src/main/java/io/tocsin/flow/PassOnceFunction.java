package io.tocsin.flow;

import io.tocsin.notify.Page;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each page through once, in the order in which they come. The incident stage writes a page
 * again, with the same id and bytes, when it is restored.
 */
final class PassOnceFunction extends KeyedProcessFunction<String, Page, Page> {
  private transient MapState<String, Boolean> passedOn;
  private transient Counter repeated;

  @Override
  public void open(OpenContext context) {
    passedOn = getRuntimeContext().getMapState(InboxStates.PASSED_ON);
    repeated = Count.REPEATED_PAGES.in(getRuntimeContext());
  }

  @Override
  public void processElement(Page page, Context context, Collector<Page> out) throws Exception {
    if (passedOn.contains(page.id())) {
      repeated.inc();
      return;
    }
    passedOn.put(page.id(), true);
    out.collect(page);
  }
}
