package dev.caravan.s3;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Whose turn it is in one request, and how long the server may take for its own. */
final class RequestTurns {
    /** Putting parts together may mean that the server copies them all. */
    private static final Duration ASSEMBLY = Duration.ofMinutes(10);

    private final RetrySettings limits;
    private final Watch watch;
    private final long contentBytes;
    private final Duration answer;

    RequestTurns(SdkHttpRequest request, RetrySettings limits, ScheduledExecutorService threads) {
        this.limits = limits;
        this.watch = new Watch(threads, limits.shortest());
        this.contentBytes = request.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
        this.answer = joinsParts(request) ? ASSEMBLY : limits.answer(contentBytes);
    }

    /** @return to be closed when the request is over */
    Watch begin(Abortable request) {
        if (contentBytes > 0) {
            contentIsDue();
        } else {
            answerIsDue();
        }
        watch.begin(request);
        return watch;
    }

    ContentStreamProvider watched(ContentStreamProvider content) {
        return () -> new Content(content.newStream());
    }

    void answerIsDue() {
        watch.theirTurn(answer, "answer");
    }

    private void contentIsDue() {
        watch.theirTurn(limits.stall(), "take any of the content");
    }

    private static boolean joinsParts(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.POST
                && request.rawQueryParameters().containsKey("uploadId");
    }

    /** While it is read it is our turn; the server's is until the next read, or the end. */
    private final class Content extends WatchedStream {
        private long position;

        Content(InputStream content) {
            super(content);
        }

        @Override
        void before() {
            watch.ourTurn();
        }

        @Override
        void after(int count) {
            position += Math.max(0, count);
            if (count < 0 || position >= contentBytes) {
                answerIsDue();
            } else {
                contentIsDue();
            }
        }
    }
}
