package dev.caravan.s3;

import dev.caravan.s3.limit.Parallelism;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes a request again where that may help, after pauses that grow. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final RetrySettings settings;
    private final Parallelism parallelism;
    private final RenewableCredentials credentials;
    private final CountDownLatch closed = new CountDownLatch(1);

    Retries(RetrySettings settings, Parallelism parallelism, RenewableCredentials credentials) {
        this.settings = settings;
        this.parallelism = parallelism;
        this.credentials = credentials;
    }

    /** One try. */
    interface Request<T> {
        T send() throws IOException;
    }

    /** @throws SdkException the last failure, when none of the tries went well */
    <T> T run(String what, Request<T> request) throws IOException {
        for (int failures = 1; ; failures++) {
            int edition = credentials.edition();
            try {
                T answer = request.send();
                parallelism.well();
                return answer;
            } catch (SdkException e) {
                if (!again(renewed(Refusal.of(e), edition), what, e, failures)) {
                    throw e;
                }
            } catch (WrongAnswerException e) {
                if (!again(Refusal.PASSING, what, e, failures)) {
                    throw e;
                }
            }
        }
    }

    /** Nothing is tried again from now on, and who waits for another try need not. */
    void close() {
        closed.countDown();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Looks for other credentials where those that were used are refused. What remains refused without others is final. */
    private Refusal renewed(Refusal refusal, int refused) {
        boolean ofCredentials = refusal == Refusal.EXPIRED || refusal == Refusal.UNKNOWN_CREDENTIALS;
        boolean others = ofCredentials && !isClosed() && credentials.renew(refused);
        return refusal == Refusal.UNKNOWN_CREDENTIALS && !others ? Refusal.FINAL : refusal;
    }

    private boolean again(Refusal refusal, String what, Exception e, int failures) {
        if (refusal == Refusal.FINAL || failures >= settings.tries() || isClosed()) {
            return false;
        }
        if (refusal == Refusal.TOO_MUCH) {
            parallelism.tooMuch();
        }
        if (e instanceof S3Exception answer) {
            // The SDK has set its own clock by the answer's, so the next try may go well.
            ClockSkew.of(answer).ifPresent(skew -> LOG.warn("{}: {}", what, skew));
        }
        Duration pause = settings.after(failures);
        LOG.debug("{} failed, again in {}: {}", what, pause, e.getMessage());
        return rest(pause);
    }

    /** @return false when there shall not be another try */
    private boolean rest(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
