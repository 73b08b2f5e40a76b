package dev.caravan.api.job;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.job.JobStatistics;
import java.util.List;

/** Answers how many jobs there are. */
public class JobCensus {
    private final JobStatistics statistics;

    public JobCensus(JobStatistics statistics) {
        this.statistics = statistics;
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
        return statistics.queues().stream().map(QueueView::of).toList();
    }
}
