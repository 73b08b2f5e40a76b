package dev.caravan.api.file;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanTimes;

/** Tells how scanning goes in this instance. */
public class ScanDetails {
    private final Inbox inbox;
    private final ScanTimes times;

    public ScanDetails(Inbox inbox, ScanTimes times) {
        this.inbox = inbox;
        this.times = times;
    }

    /** `GET /scan`. */
    public ScanView show(ApiRequest request) {
        request.allowParameters();
        return now();
    }

    /** `POST /scan`: a request without parameters and without a body. */
    public ApiRequest order(ApiRequest request) {
        request.allowParameters();
        Bodies.none(request);
        return request;
    }

    /** At this moment. */
    public ScanView now() {
        return new ScanView(
                inbox.runningSince().isPresent(),
                inbox.runningSince().orElse(null),
                inbox.progress().orElse(null),
                inbox.lastResult().orElse(null),
                times.next().orElse(null));
    }
}
