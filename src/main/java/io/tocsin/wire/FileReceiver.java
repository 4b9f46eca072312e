package io.tocsin.wire;

import io.tocsin.notify.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Appends each page to a file, one line of JSON, and forces it to the disk with every checkpoint.
 *
 * <p>At least once: a page is never lost, but after a restart those since the last checkpoint are
 * appended again, with the same ids and the same bytes. A line torn by a crash is ended first. A
 * file that cannot be written fails the job, which then tries again as its restart strategy says.
 * One writer: parallelism 1.
 */
public final class FileReceiver implements Sink<Page> {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * A receiver that writes here.
   *
   * @param path the file; made when it is missing, its directory must be there
   */
  public FileReceiver(String path) {
    this.path = path;
  }

  @Override
  public SinkWriter<Page> createWriter(WriterInitContext context) throws IOException {
    return new Writer(path);
  }

  private static final class Writer implements SinkWriter<Page> {
    private final String path;
    private final FileChannel file;

    Writer(String path) throws IOException {
      this.path = path;
      try {
        boolean torn = isTorn(Path.of(path));
        file =
            FileChannel.open(Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (torn) {
          file.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
      } catch (IOException failed) {
        throw unwritable(failed);
      }
    }

    private static boolean isTorn(Path path) throws IOException {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
      }
    }

    @Override
    public void write(Page page, Context context) throws IOException {
      byte[] json = PageJson.encode(page);
      ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
      try {
        while (line.hasRemaining()) {
          file.write(line);
        }
      } catch (IOException failed) {
        throw unwritable(failed);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      try {
        file.force(false);
      } catch (IOException failed) {
        throw unwritable(failed);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    private IOException unwritable(IOException cause) {
      return new IOException(
          path + ": cannot be written (" + cause + "), must be a file in a writable directory",
          cause);
    }
  }
}
