package io.tocsin.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C for a command that stays up: what runs is told to end, and the process waits until the
 * command has put everything away. Close it last.
 */
final class Stop implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch putAway = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "stop");
  private Runnable end = () -> {};

  private Stop() {}

  /** Listens for Ctrl-C and for a termination from outside. */
  static Stop onSignal() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void ask() {
    asked.countDown();
    synchronized (this) {
      end.run();
    }
    try {
      putAway.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** What to do when somebody asks; at once when somebody has. */
  synchronized void by(Runnable ending) {
    end = ending;
    if (isAsked()) {
      ending.run();
    }
  }

  /** Whether somebody asked. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  @Override
  public void close() {
    putAway.countDown();
    if (!isAsked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
