package dev.caravan.api.job;

import dev.caravan.api.ApiRequest;
import dev.caravan.job.JobQueue;
import dev.caravan.job.StaleJob;
import dev.caravan.job.StaleJobs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers which jobs do not move as they should. */
public class StaleJobDetails {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;

    private final StaleJobs stale;
    private final JobQueue queue;

    public StaleJobDetails(StaleJobs stale, JobQueue queue) {
        this.stale = stale;
        this.queue = queue;
    }

    /** `GET /jobs/stale`. */
    public StaleListView list(ApiRequest request) {
        request.allowParameters("limit");
        List<StaleJob> found = stale.find((int) request.number("limit", 1, MOST, USUAL_LIMIT));
        return new StaleListView(found.stream().flatMap(this::view).toList(), null);
    }

    /** Nothing of one that has been deleted meanwhile. */
    private Stream<StaleJobView> view(StaleJob found) {
        Optional<StaleJobView> view = queue.get(found.id()).map(job -> StaleJobView.of(job, found));
        return view.stream();
    }
}
