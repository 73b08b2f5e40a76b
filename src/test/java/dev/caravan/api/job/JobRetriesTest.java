package dev.caravan.api.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Caller;
import dev.caravan.api.ConflictException;
import dev.caravan.api.history.Acts;
import dev.caravan.history.History;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.JobType;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Where a job begins that is begun anew. */
@ExtendWith(RealRedis.class)
class JobRetriesTest {
    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(redis, link, Duration.ofHours(1), Duration.ofHours(1));
    private final JobCatalog catalog = new JobCatalog(redis, link);
    private final JobRetries retries = new JobRetries(
            new JobControl(redis, link),
            catalog,
            new JobDetails(catalog, queue, new JobStatistics(redis, link)),
            new Acts(new History(redis, link)));

    @ParameterizedTest
    @CsvSource({
        "BACKUP_CREATION,    archive,         '',      archive",
        "BACKUP_CREATION,    archive-publish, '',      archive-publish",
        "BACKUP_CREATION,    complete,        '',      archive-publish",
        "BACKUP_CREATION,    tidy,            publish, archive-publish",
        "BACKUP_CREATION,    tidy,            convert, archive",
        "DATASET_CONVERSION, verify,          '',      convert",
        "DATASET_CONVERSION, record,          '',      publish",
        "DATASET_CONVERSION, publish,         convert, convert",
        "DATA_COMPRESSION,   archive-s3,      '',      archive-s3"
    })
    void whereItBegins(JobType type, String stage, String from, String begins) {
        String id = failed(type, stage);

        retries.retry(request(id, from));

        Job job = queue.get(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.stage()).isEqualTo(begins);
    }

    @Test
    void anArchiveWhoseSourcesWereNotListedHasNothingToPublish() {
        String id = failed(JobType.BACKUP_CREATION, "archive");

        assertThatThrownBy(() -> retries.retry(request(id, "publish")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("ended at archive, before its sources were listed");
    }

    private String failed(JobType type, String stage) {
        queue.enqueue(
                NewJob.unclaimed(stage, "a", "{}", List.of()).named("job-1").as(type));
        Lease lease = queue.claim(stage, "worker", Duration.ofMinutes(1)).orElseThrow();
        queue.park(lease, Failure.of(FailureKind.BUG, "broken", new IllegalStateException("broken")));
        return lease.id();
    }

    private static ApiRequest request(String id, String from) {
        String body = from.isEmpty() ? "" : "{\"from\":\"" + from + "\"}";
        return new ApiRequest(
                Caller.ANONYMOUS,
                "POST",
                "/api/v1/jobs/" + id + "/retry",
                Map.of("id", id),
                Map.of(),
                null,
                "application/json",
                null,
                null,
                body.getBytes(UTF_8));
    }
}
