package io.tocsin.pack;

import java.io.Serializable;

/**
 * One rung of the pack's ladder.
 *
 * @param id {@code P0}
 * @param name {@code Critical}
 * @param means the document's definition
 * @param icon a sign for messages, or empty
 */
public record Severity(String id, String name, String means, String icon) implements Serializable {}
