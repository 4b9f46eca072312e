package io.tocsin.incident;

import java.util.List;

/**
 * What the machine decided: the state to keep, the events to tell, and when to come back.
 *
 * @param next state to keep; {@link EntityState#isEmpty()} when there is nothing left to remember
 * @param events events to tell, in order
 * @param wakeAtMillis next due time of the entity, or {@link io.tocsin.metric.Times#NOT_YET} when
 *     nothing is due
 */
public record Outcome(EntityState next, List<Event> events, long wakeAtMillis) {}
