package dev.caravan.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Lets each request to the API server wait for its turn, so that a thousand datasets at once are no burden to it. */
final class CallRate implements Interceptor {
    private final Bucket bucket;

    CallRate(int callsPerSecond) {
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(2L * callsPerSecond).refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        bucket.asBlocking().consumeUninterruptibly(1);
    }
}
