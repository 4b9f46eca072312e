package io.tocsin;

import io.tocsin.cli.Door;
import java.util.List;

/**
 * Where the program starts: {@code --job FILE} submits a job to the cluster it is run on,
 * everything else is a command for {@link Door}.
 */
public final class Tocsin {
  private Tocsin() {}

  /** See the type. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && Submission.isMeant(arguments[0])) {
      Submission.of(List.of(arguments)).submit();
    } else {
      Door.main(arguments);
    }
  }
}
