package dev.caravan.api.job;

import dev.caravan.job.JobPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of jobs. */
@Schema(name = "JobList", description = "A page of jobs.")
record JobListView(
        List<JobView> items,

        @Schema(
                description =
                        "The cursor of the next page; null at the end. A page may be short although more follows.")
        @Nullable
        String next) {

    static JobListView of(JobPage page, JobQuestion question) {
        return new JobListView(
                page.items().stream().map(JobView::of).toList(),
                page.next() == null ? null : question.cursor(page.next()));
    }
}
