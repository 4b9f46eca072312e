package io.tocsin.wire;

import io.tocsin.notify.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Prints each page to standard output, one line of JSON.
 *
 * <p>At least once: after a restart the pages since the last checkpoint are printed again, with the
 * same ids and the same bytes.
 */
public final class ConsoleReceiver implements Sink<Page> {
  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<Page> createWriter(WriterInitContext context) {
    return new Writer(System.out);
  }

  record Writer(PrintStream out) implements SinkWriter<Page> {
    @Override
    public void write(Page page, Context context) throws IOException {
      byte[] json = PageJson.encode(page);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      // One call a line: others print here too.
      out.write(line, 0, line.length);
      flush(false);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (out.checkError()) {
        throw new IOException("console: cannot be written, must be open standard output");
      }
    }

    @Override
    public void close() {}
  }
}
