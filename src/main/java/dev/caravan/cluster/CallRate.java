package dev.caravan.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.bucket4j.Bucket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets each request to the API server wait for its turn, so that a thousand datasets at once are no burden to it; and all of them as long as
 * the server asks for, which the client does not do by itself (its own pauses are shorter).
 */
final class CallRate implements Interceptor {
    /** A server that asks for more is asked again all the same. */
    private static final long LONGEST_S = 60;

    private final Bucket bucket;
    /** Of {@link System#nanoTime}: none before. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    CallRate(int callsPerSecond) {
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(2L * callsPerSecond).refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        long left = notBefore.get() - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = notBefore.get() - System.nanoTime();
        }
        bucket.asBlocking().consumeUninterruptibly(1);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String seconds = response.header("Retry-After");
        if (!response.isSuccessful() && seconds != null && seconds.matches("\\d{1,9}")) {
            long pause = Duration.ofSeconds(Math.min(LONGEST_S, Long.parseLong(seconds)))
                    .toNanos();
            notBefore.accumulateAndGet(System.nanoTime() + pause, CallRate::later);
        }
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
