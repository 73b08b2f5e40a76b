package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** A request that is ended by silence instead of by its length. */
final class WatchedRequest implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;
    private final RequestTurns turns;

    WatchedRequest(ExecutableHttpRequest request, RequestTurns turns) {
        this.request = request;
        this.turns = turns;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        Watch watch = turns.begin(request);
        try {
            HttpExecuteResponse answer = request.call();
            watch.requireMoving();
            watch.ourTurn();
            if (answer.responseBody().isEmpty()) {
                watch.close();
                return answer;
            }
            AbortableInputStream body = answer.responseBody().get();
            return HttpExecuteResponse.builder()
                    .response(answer.httpResponse())
                    .responseBody(AbortableInputStream.create(new Answer(body, watch), () -> {
                        watch.close();
                        body.abort();
                    }))
                    .build();
        } catch (IOException | RuntimeException e) {
            watch.close();
            watch.requireMoving();
            throw e;
        }
    }

    @Override
    public void abort() {
        request.abort();
    }

    private final class Answer extends WatchedStream {
        private final Watch watch;

        Answer(InputStream body, Watch watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        void before() {
            turns.answerIsDue();
        }

        @Override
        void after(int count) {
            watch.ourTurn();
            if (count < 0) {
                watch.close();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                watch.requireMoving();
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            watch.close();
            super.close();
        }
    }
}
