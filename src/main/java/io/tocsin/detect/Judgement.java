package io.tocsin.detect;

import java.util.List;

/**
 * What the judging of one shard at one instant brought.
 *
 * @param verdicts changes of triggers, by entity and then in the pack's order
 * @param nextMillis slice boundary at which the shard must be judged next, or {@link
 *     io.tocsin.metric.Times#NOT_YET} when nothing in it is waiting
 */
public record Judgement(List<Verdict> verdicts, long nextMillis) {}
