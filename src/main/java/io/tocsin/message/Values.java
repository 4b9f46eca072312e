package io.tocsin.message;

import java.util.Optional;

/** What the places of a template are filled with. */
public interface Values {
  /** The value of a name the job knows; empty when it has none now. */
  Optional<Content> known(String name);

  /** The text a person supplied for a field; empty as long as nobody did. */
  Optional<Content> supplied(String field);
}
