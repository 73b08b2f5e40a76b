package dev.caravan.api.idempotency;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Redis keeps of a request with a key.
 *
 * @param request digest of the request
 * @param status null while the request runs
 * @param headers of the answer
 * @param body of the answer
 */
record KeptAnswer(String request, @Nullable Integer status, Map<String, String> headers, byte[] body) {

    KeptAnswer {
        headers = Map.copyOf(headers);
    }

    static KeptAnswer running(String request) {
        return new KeptAnswer(request, null, Map.of(), new byte[0]);
    }
}
