package dev.caravan.api.job;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.job.JobState;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.Worker;
import dev.caravan.job.WorkerState;
import dev.caravan.job.Workers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers how many jobs there are. */
public class JobCensus {
    private final JobStatistics statistics;
    private final Workers workers;

    public JobCensus(JobStatistics statistics, Workers workers) {
        this.statistics = statistics;
        this.workers = workers;
    }

    /** `GET /jobs/stats/global`. */
    public GlobalStatistics all(ApiRequest request) {
        request.allowParameters();
        return GlobalStatistics.of(statistics.all());
    }

    /** `GET /jobs/stats/user`. */
    public UserStatistics ofUser(ApiRequest request) {
        request.allowParameters("user");
        String user = Field.label("user", request.parameter("user").orElse(null));
        if (user == null) {
            throw new BadRequestException("user", null, "the name of a user");
        }
        return UserStatistics.of(user, statistics.ofUser(user));
    }

    /** `GET /queues`. */
    public List<QueueView> queues(ApiRequest request) {
        request.allowParameters();
        return queues();
    }

    /** All stages that ever had a job, and how many workers take jobs of each. */
    public List<QueueView> queues() {
        Map<String, Long> running = workers.list().stream()
                .filter(worker -> worker.state() == WorkerState.RUNNING)
                .collect(Collectors.groupingBy(Worker::stage, Collectors.counting()));
        return statistics.queues().stream()
                .map(queue -> QueueView.of(queue, running.getOrDefault(queue.stage(), 0L)))
                .toList();
    }

    /** How many jobs are in each state. */
    public Map<JobState, Long> states() {
        return new TreeMap<>(statistics.all().states());
    }
}
