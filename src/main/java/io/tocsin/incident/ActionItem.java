package io.tocsin.incident;

import io.tocsin.metric.Times;

/**
 * Something that was agreed to be done because of an incident.
 *
 * @param action what is to be done; its name within the incident
 * @param owner who does it, or empty
 * @param due day by which it is to be done, {@code 2024-02-15}, or empty
 * @param priority a word of the document, or empty
 * @param horizon which of the pack's horizons it belongs to ({@code immediate}, …), or empty
 * @param doneMillis when it was done, or {@link Times#NOT_YET}
 * @param overdueMillis when it is overdue: the first instant after its day in the pack's zone;
 *     {@link Times#NOT_YET} without a day, or once that was told
 */
public record ActionItem(
    String action,
    String owner,
    String due,
    String priority,
    String horizon,
    long doneMillis,
    long overdueMillis) {
  public boolean isDone() {
    return doneMillis != Times.NOT_YET;
  }

  ActionItem done(long millis) {
    return new ActionItem(action, owner, due, priority, horizon, millis, Times.NOT_YET);
  }

  ActionItem told() {
    return new ActionItem(action, owner, due, priority, horizon, doneMillis, Times.NOT_YET);
  }
}
