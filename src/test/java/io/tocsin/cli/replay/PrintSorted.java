package io.tocsin.cli.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints recorded input as the JSON lines that a replay reads, in its order: {@code PrintSorted
 * INPUT…}, inputs as {@code tocsin replay} takes them. For checks that send the same records to a
 * broker.
 */
final class PrintSorted {
  private PrintSorted() {}

  public static void main(String[] arguments) throws IOException {
    List<InputFile> files = Arrays.stream(arguments).map(InputFile::parse).toList();
    Path scratch = Files.createTempDirectory("sorted");
    InputReading reading = new InputReading(Long.MAX_VALUE, 0, List.of(), letter -> {});
    Path sorted = SortedInput.write(files, reading, scratch);
    Files.copy(sorted, System.out);
    System.out.flush();
    Files.delete(sorted);
    Files.delete(scratch);
  }
}
