package dev.caravan.api.history;

import dev.caravan.api.ApiRequest;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;

/** Writes into the history what somebody has done to a job, and who it was. */
public class Acts {
    private final History history;

    public Acts(History history) {
        this.history = history;
    }

    /**
     * Writes it.
     *
     * @param act one word, such as `cancel`
     * @param job one that is still known: its target is where the act is found
     * @param reason may be empty
     */
    public void of(ApiRequest request, String act, String job, String reason) {
        history.append(NewOperation.ofJob(job, act).by(request.caller().name()).because(reason));
    }
}
