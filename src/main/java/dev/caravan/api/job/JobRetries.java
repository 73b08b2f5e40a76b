package dev.caravan.api.job;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.ConflictException;
import dev.caravan.api.Field;
import dev.caravan.api.history.Acts;
import dev.caravan.job.IllegalTransitionException;
import dev.caravan.job.Job;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobCursor;
import dev.caravan.job.JobFilter;
import dev.caravan.job.JobOrder;
import dev.caravan.job.JobPage;
import dev.caravan.job.JobState;
import dev.caravan.job.JobType;
import dev.caravan.job.LeaseLostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begins jobs anew that have failed or were cancelled; of a batch those of its jobs that have. */
public class JobRetries {
    private static final String PUBLISH = "publish";
    private static final String CONVERT = "convert";
    /** What is made of a dataset, and then goes to its targets. */
    private static final Map<JobType, Course> COURSES = Map.of(
            JobType.DATASET_CONVERSION,
                    new Course(CONVERT, PUBLISH, Set.of(PUBLISH, "record"), "its octree was proven"),
            JobType.BACKUP_CREATION,
                    new Course(
                            "archive",
                            "archive-publish",
                            Set.of("archive-publish", "complete", "tidy"),
                            "its sources were listed"));

    private static final Choice<String> FROM = Choice.of("from", new String[] {CONVERT, PUBLISH}, stage -> stage);
    private static final int PAGE = 200;

    private final JobControl control;
    private final JobCatalog catalog;
    private final JobDetails details;
    private final Acts acts;

    /**
     * The stages of a job with several.
     *
     * @param make the first one
     * @param publish the one at which its uploads begin; those that are completed are not done again
     * @param made stages that it enters with all that publishing needs
     * @param milestone what has happened before these, as a clause
     */
    private record Course(String make, String publish, Set<String> made, String milestone) {}

    public JobRetries(JobControl control, JobCatalog catalog, JobDetails details, Acts acts) {
        this.control = control;
        this.catalog = catalog;
        this.details = details;
        this.acts = acts;
    }

    /** `POST /jobs/{id}/retry`. */
    public Answer retry(ApiRequest request) {
        request.allowParameters();
        Job job = details.find(Field.job("id", request.pathParameter("id")));
        String from = Bodies.readOptional(request, RetryRequest.class).from();
        String stage = from == null ? null : FROM.value(from);
        if (job.type() == JobType.BATCH_PROCESSING) {
            retryChildren(job, stage);
        } else {
            retry(job, stage);
        }
        acts.of(request, "retry", job.id(), "");
        return Answer.accepted(details.view(job.id()), "/api/v1/jobs/" + job.id());
    }

    private void retry(Job job, @Nullable String from) {
        Course course = COURSES.get(job.type());
        if (course == null) {
            retryPart(job, from);
            return;
        }
        boolean made = course.made().contains(job.stage());
        if (PUBLISH.equals(from) && !made) {
            throw new ConflictException("job '" + job.id() + "' ended at " + job.stage() + ", before "
                    + course.milestone() + ": it can begin anew from convert only");
        }
        boolean publishes = from == null ? made : from.equals(PUBLISH);
        begin(job, publishes ? course.publish() : course.make());
    }

    /** A job that has one stage only. */
    private void retryPart(Job job, @Nullable String from) {
        if (from != null) {
            throw new ConflictException("job '" + job.id() + "' is a "
                    + job.type().word() + ", which has one stage: it begins anew without 'from'");
        }
        begin(job, job.type().entry().orElse(job.stage()));
    }

    private void begin(Job job, String stage) {
        try {
            if (!control.retry(job.id(), stage)) {
                throw JobDetails.unknown(job.id());
            }
        } catch (IllegalTransitionException e) {
            throw new ConflictException(
                    "job '" + job.id() + "' is " + job.state() + "; only one that is FAILED or CANCELLED begins anew");
        } catch (LeaseLostException e) {
            String whole = job.origin().parent();
            String instead = whole.isEmpty() || !job.subjects().isEmpty()
                    ? ""
                    : ", or job '" + whole + "', whose part it is, was cancelled or has begun anew";
            throw new ConflictException(
                    "a newer job has the file of job '" + job.id() + "' by now" + instead + ": " + job.target());
        }
    }

    private void retryChildren(Job batch, @Nullable String from) {
        JobFilter ended = new JobFilter(
                Set.of(JobState.FAILED, JobState.CANCELLED),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                null,
                batch.id(),
                null,
                null,
                null);
        int retried = 0;
        @Nullable JobCursor next = null;
        do {
            JobPage page = catalog.list(ended, JobOrder.OLDEST, next, PAGE);
            retried += retryAll(page.items(), from);
            next = page.next();
        } while (next != null);
        if (retried == 0) {
            throw new ConflictException("batch '" + batch.id() + "' has no job that could begin anew");
        }
    }

    private int retryAll(List<Job> jobs, @Nullable String from) {
        int retried = 0;
        for (Job job : jobs) {
            try {
                retry(job, from);
                retried++;
            } catch (ConflictException e) {
                // Somebody was faster with this one; the others of the batch are still wanted.
                continue;
            }
        }
        return retried;
    }
}
