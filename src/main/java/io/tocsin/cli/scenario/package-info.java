/**
 * Stories: input on a clock and what must follow, told in YAML and rehearsed in virtual time
 * through the pure rooms alone. The form is described in {@code docs/scenarios.md}.
 */
package io.tocsin.cli.scenario;
