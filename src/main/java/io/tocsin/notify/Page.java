package io.tocsin.notify;

import io.tocsin.incident.Event;

/**
 * A ledger event for one target over one channel: what the pager sends.
 *
 * @param id identity: event id, target and channel
 * @param dedup the receiver's deduplication key: episode, target and ack generation
 * @param target the pack's target id
 * @param channel the pack's channel id
 * @param event the ledger event
 */
public record Page(String id, String dedup, String target, String channel, Event event) {}
