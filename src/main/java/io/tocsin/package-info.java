/**
 * The root joins the ends: it puts the sources, sinks and decoders of {@code wire} into the
 * topologies of {@code flow}, for the packs that {@code config} has read. No other place knows
 * both.
 *
 * <pre>
 * metrics ─ decode ─ tally ──────► route ───────► detect ──────────┐          (pipeline detect)
 *           late?    per series     series →       windows,        │
 *           future?  and slice      entities       triggers        ▼
 *           dead                                            ┌───────────────┐
 * signals, commands ── address ────────────────────────────►│ inbox (Kafka) │◄── ticks, numbers
 *                                                           └───────┬───────┘
 *                                                                   ▼
 *                                          incident (one per entity)          (pipeline incident)
 *                                                                   ├──► ledger (exactly once)
 *                                                                   └──► pages  (at least once)
 * pages ─► pager ─► receivers                                                 (pipeline pager)
 * </pre>
 *
 * <p>With {@code clock: data} there is no inbox: detect and incident are one topology, and the data
 * moves time.
 */
package io.tocsin;
