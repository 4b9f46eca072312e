package io.tocsin.pack;

import java.io.Serializable;
import java.util.List;

/**
 * A person, role, team or room that can be told something.
 *
 * @param id the pack's name for it
 * @param name what a person calls it
 * @param contacts {@code kind:value} in the order of the file: {@code email:…}, {@code phone:…},
 *     {@code chat:…}, {@code lookup:…}, {@code backup:…}; a further contact may begin with {@code
 *     name:…}
 */
public record Target(String id, String name, List<String> contacts) implements Serializable {
  public Target {
    contacts = List.copyOf(contacts);
  }
}
