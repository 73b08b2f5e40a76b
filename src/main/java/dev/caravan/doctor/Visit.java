package dev.caravan.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One check and its run that is under way, if any: whoever asks meanwhile waits for the same one, so that what hangs hangs once. */
final class Visit {
    private final Check check;
    private @Nullable CompletableFuture<List<Finding>> running;

    Visit(Check check) {
        this.check = check;
    }

    Check check() {
        return check;
    }

    /** Starts the check, unless it is being run. */
    synchronized Ticket begin() {
        if (running == null || running.isDone()) {
            CompletableFuture<List<Finding>> run = new CompletableFuture<>();
            // A thread that waits for a dead file server cannot be ended; it must not keep the process alive.
            Thread thread = new Thread(() -> run(run), "doctor-" + check.name());
            thread.setDaemon(true);
            thread.start();
            running = run;
        }
        return new Ticket(check, running);
    }

    private void run(CompletableFuture<List<Finding>> run) {
        try {
            run.complete(check.look());
        } catch (Exception | LinkageError e) {
            run.complete(List.of(broken(check, e)));
        } catch (Error e) {
            run.complete(List.of(broken(check, e)));
            throw e;
        }
    }

    private static Finding broken(Check check, Throwable fault) {
        return new Finding(
                check.name(),
                check.subject(),
                Status.FAILED,
                "could not be looked at: " + fault,
                "mend what the message says, then look again: caravan doctor --check " + check.name());
    }

    /** What one caller waits for. */
    record Ticket(Check check, CompletableFuture<List<Finding>> run) {

        /**
         * @param deadline by {@link System#nanoTime()}
         * @param patience that the deadline comes from
         */
        List<Finding> await(long deadline, Duration patience) {
            try {
                return run.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return List.of(late("no answer within " + patience.toSeconds() + " s: it hangs"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of(late("the examination was interrupted"));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a check ends with findings, always", e);
            }
        }

        private Finding late(String message) {
            return new Finding(
                    check.name(),
                    check.subject(),
                    Status.FAILED,
                    message,
                    "look at what is asked there (a file server, a disk, a server behind a firewall); the next examination goes on waiting for the same answer");
        }
    }
}
