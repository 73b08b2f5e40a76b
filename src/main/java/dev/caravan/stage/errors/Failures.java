package dev.caravan.stage.errors;

import dev.caravan.converter.FullDisk;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import dev.caravan.s3.UnknownTargetException;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of failure, one method each; which exception is which stands in `errors.camel.yaml`. The outcome is left in the
 * exchange property `failure`, by which the `jobs:` consumer retries the job or parks it.
 */
public class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Consumer<String> excuse;

    /** @param excuse is told the id of a job for which the job that it is a part of need not wait */
    public Failures(Consumer<String> excuse) {
        this.excuse = excuse;
    }

    /** What waits for a target that is not configured any more will not go to it, and holds nothing back. */
    public void badInput(Exchange exchange) {
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        if (run != null && cause(exchange) instanceof UnknownTargetException) {
            excuse.accept(run.id());
        }
        Failure failure = failure(exchange, FailureKind.BAD_INPUT);
        warn(exchange, failure);
    }

    /** But for a full disk, which is known by the system's words only. */
    public void infrastructure(Exchange exchange) {
        boolean full = FullDisk.isSaidBy(cause(exchange));
        Failure failure = failure(exchange, full ? FailureKind.NOT_ENOUGH_DISK : FailureKind.INFRASTRUCTURE);
        warn(exchange, failure);
    }

    public void timeout(Exchange exchange) {
        Failure failure = failure(exchange, FailureKind.TIMEOUT);
        warn(exchange, failure);
    }

    public void notEnoughMemory(Exchange exchange) {
        Failure failure = failure(exchange, FailureKind.NOT_ENOUGH_MEMORY);
        warn(exchange, failure);
    }

    public void notEnoughDisk(Exchange exchange) {
        Failure failure = failure(exchange, FailureKind.NOT_ENOUGH_DISK);
        warn(exchange, failure);
    }

    public void bug(Exchange exchange) {
        Failure failure = failure(exchange, FailureKind.BUG);
        if (!cancelled(exchange)) {
            LOG.error("{}: {}", route(exchange), failure.reason(), cause(exchange));
        }
    }

    private static void warn(Exchange exchange, Failure failure) {
        if (!cancelled(exchange)) {
            LOG.warn("{}: {}", route(exchange), failure.reason());
        }
    }

    /** That a cancelled run does not go well is what was asked for. */
    private static boolean cancelled(Exchange exchange) {
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        return run != null && run.cancelled();
    }

    private static Failure failure(Exchange exchange, FailureKind kind) {
        Throwable cause = cause(exchange);
        Failure failure = Failure.of(kind, reason(cause), cause);
        exchange.setProperty(Failure.PROPERTY, failure);
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        if (run != null) {
            run.failed(failure);
        }
        return failure;
    }

    private static Throwable cause(Exchange exchange) {
        return unwrapped(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Camel wraps what a bean or an expression has thrown; the policy's rules look at the cause, and so do people. */
    private static Throwable unwrapped(Throwable caught) {
        Throwable cause = caught.getCause();
        boolean wrapper = caught instanceof RuntimeCamelException || caught instanceof CamelExchangeException;
        return wrapper && cause != null ? unwrapped(cause) : caught;
    }

    /** Our own exceptions say all in their message; for those of others the class helps. */
    private static String reason(Throwable cause) {
        boolean ours = cause.getClass().getName().startsWith("dev.caravan.") || cause.getClass() == IOException.class;
        String message = cause.getMessage();
        return ours && message != null && !message.isBlank() ? message : cause.toString();
    }

    private static String route(Exchange exchange) {
        return exchange.getFromRouteId();
    }
}
