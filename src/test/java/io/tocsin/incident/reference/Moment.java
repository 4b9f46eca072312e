package io.tocsin.incident.reference;

import io.tocsin.incident.Input;

/**
 * One input of a history.
 *
 * @param input what is told
 * @param engineMillis its engine time
 * @param firedThroughMillis timers due at or before this have fired when it is applied; far before
 *     its own time after an outage
 */
record Moment(Input input, long engineMillis, long firedThroughMillis) {}
