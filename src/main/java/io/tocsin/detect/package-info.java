/**
 * Whether a promise is broken: routes partials to the entities of each pack, keeps their windows
 * and judges triggers at slice boundaries.
 *
 * <p>Pure: no Flink, no clock, no I/O. It may know {@code metric}, {@code pack} and {@code window}.
 * Everything it remembers lies in {@link io.tocsin.detect.Memory}; {@link
 * io.tocsin.detect.Detector} holds tables derived from packs and nothing else.
 */
package io.tocsin.detect;
