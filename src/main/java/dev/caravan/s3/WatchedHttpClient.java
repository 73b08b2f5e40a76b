package dev.caravan.s3;

import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Ends requests of which nothing moves any more. A limit for the whole of a request would end those as well that are only slow, and
 * the sockets' own limits do not hold for what is written.
 */
final class WatchedHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;
    private final RetrySettings limits;
    private final ScheduledExecutorService threads;

    private WatchedHttpClient(SdkHttpClient client, RetrySettings limits, ScheduledExecutorService threads) {
        this.client = client;
        this.limits = limits;
        this.threads = threads;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        RequestTurns turns = new RequestTurns(request.httpRequest(), limits, threads);
        HttpExecuteRequest.Builder watched = HttpExecuteRequest.builder().request(request.httpRequest());
        request.contentStreamProvider().map(turns::watched).ifPresent(watched::contentStreamProvider);
        request.metricCollector().ifPresent(watched::metricCollector);
        return new WatchedRequest(client.prepareRequest(watched.build()), turns);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * Makes one of another client, with the SDK's defaults for it.
     *
     * @param threads that look at the requests; it is not closed with the client
     */
    record Builder(SdkHttpClient.Builder<?> client, RetrySettings limits, ScheduledExecutorService threads)
            implements SdkHttpClient.Builder<Builder> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new WatchedHttpClient(client.buildWithDefaults(defaults), limits, threads);
        }
    }
}
