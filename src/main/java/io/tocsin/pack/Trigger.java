package io.tocsin.pack;

import java.io.Serializable;

/**
 * A condition that opens an incident, or joins one that is open.
 *
 * @param id the pack's name for it
 * @param severity what it opens
 * @param when when it is violated
 * @param forWindows consecutive violated evaluations before it counts
 * @param clearFor consecutive good evaluations before it is clear
 */
public record Trigger(String id, String severity, Condition when, int forWindows, int clearFor)
    implements Serializable {}
