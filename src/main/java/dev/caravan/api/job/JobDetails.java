package dev.caravan.api.job;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.job.Job;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.Position;
import org.jspecify.annotations.Nullable;

/** Answers which jobs there are, and how one of them is. */
public class JobDetails {
    private final JobCatalog catalog;
    private final JobQueue queue;
    private final JobStatistics statistics;

    public JobDetails(JobCatalog catalog, JobQueue queue, JobStatistics statistics) {
        this.catalog = catalog;
        this.queue = queue;
        this.statistics = statistics;
    }

    public JobListView list(ApiRequest request) {
        return list(JobQuestion.of(request));
    }

    public JobListView ofProject(ApiRequest request) {
        return list(JobQuestion.ofProject(request));
    }

    public JobView get(ApiRequest request) {
        request.allowParameters();
        return view(find(Field.job("id", request.pathParameter("id"))));
    }

    private JobListView list(JobQuestion question) {
        return JobListView.of(
                catalog.list(question.filter(), question.order(), question.from(), question.limit()), question);
    }

    /** @throws NotFoundException it is unknown */
    public JobView view(String id) {
        return view(find(id));
    }

    /** @throws NotFoundException it is unknown */
    Job find(String id) {
        return queue.get(id).orElseThrow(() -> unknown(id));
    }

    static NotFoundException unknown(String id) {
        return new NotFoundException("there is no job '" + id + "'; those that have ended are forgotten after a while");
    }

    private JobView view(Job job) {
        @Nullable
        Position position =
                job.state() == JobState.QUEUED ? statistics.position(job.id()).orElse(null) : null;
        return JobView.of(job, position);
    }
}
