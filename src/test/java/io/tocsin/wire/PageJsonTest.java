package io.tocsin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.incident.Event;
import io.tocsin.incident.Event.Delivery;
import io.tocsin.incident.Event.Field;
import io.tocsin.notify.Page;
import io.tocsin.notify.Pages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageJsonTest {
  @Test
  void writesTheEventForOneTargetAndOneChannel() {
    Event event =
        Examples.withDeliveries(
            Examples.escalation(),
            List.of(new Delivery("em", "pagerduty", 1), new Delivery("cto", "phone", 2)));
    assertThat(Pages.of(event))
        .extracting(page -> new String(PageJson.encode(page), StandardCharsets.UTF_8))
        .containsExactly(Golden.text("page-em.json"), Golden.text("page-cto.json"));
  }

  @Test
  void namesTargetAndChannelOfAnEventThatNamesNone() {
    Page page = Pages.of(Examples.opened()).get(0);
    assertThat(new String(PageJson.encode(page), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("page-opened.json"));
  }

  @Test
  void aMessageIsForTheReadersOfItsChannel() {
    Page page = Pages.of(Examples.message(true)).get(0);
    assertThat(new String(PageJson.encode(page), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("page-message.json"));
  }

  @Test
  void readsBackWhatItWrote() {
    Page page = Pages.of(Examples.escalation()).get(0);
    Page read = PageJson.decode(PageJson.encode(page));
    assertThat(read)
        .isEqualTo(
            new Page(
                page.id(),
                page.dedup(),
                "em",
                "pagerduty",
                Examples.withDeliveries(page.event(), List.of())));
    assertThat(PageJson.encode(read)).isEqualTo(PageJson.encode(page));
  }

  @Test
  void refusesToReadAnEventThatIsForNobodyInParticular() {
    byte[] event =
        EventJson.encode(Examples.with(List.of(Field.list("targets", List.of("a", "b")))));
    assertThatThrownBy(() -> PageJson.decode(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a page");
  }
}
