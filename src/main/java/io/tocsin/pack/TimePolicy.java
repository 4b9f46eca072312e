package io.tocsin.pack;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What the pack says about time.
 *
 * @param zone for incident ids, "daily" boundaries and calendars
 * @param lateness how late a sample may come; what {@code check} and {@code replay} use, a job's
 *     source has its own
 * @param window default tumbling window of a metric
 * @param forWindows consecutive violated evaluations before a trigger counts as violated
 * @param clearFor consecutive good evaluations before a trigger counts as clear
 */
public record TimePolicy(
    ZoneId zone, Duration lateness, Duration window, int forWindows, int clearFor)
    implements Serializable {}
