package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.NewBranch;
import dev.caravan.job.NewJob;
import dev.caravan.stage.publish.Upload;
import dev.caravan.stage.publish.UploadFormat;
import java.util.Optional;

/** Uploads that belong to no dataset's job. There is one job at most for an octree and a target, however often it is asked for. */
public final class LateJobs {
    private final JobQueue queue;
    private final JobControl control;
    private final JobSettings settings;
    private final UploadFormat format;

    public LateJobs(JobQueue queue, JobControl control, JobSettings settings, UploadFormat format) {
        this.queue = queue;
        this.control = control;
        this.settings = settings;
        this.format = format;
    }

    /**
     * Has it done.
     *
     * @param batch of which it is a part; '' for none
     * @return why not; empty when it is in the queue
     */
    Optional<String> begin(Dataset dataset, String target, String batch) {
        String id = id(dataset, target);
        Optional<Job> before = queue.get(id);
        if (before.isPresent() && !before.get().state().isFinal()) {
            return Optional.of(
                    "it is on its way to target " + target + ": " + before.get().state() + ", job " + id);
        }
        before.ifPresent(ended -> control.delete(id));
        queue.enqueue(job(id, new Upload(dataset, target), batch));
        return Optional.empty();
    }

    static String id(Dataset dataset, String target) {
        return NewBranch.id(
                "publish",
                dataset.key() + "\0" + target + "\0" + dataset.requireOctree().provenAt());
    }

    private NewJob job(String id, Upload upload, String batch) {
        long bytes = format.bytes(upload);
        return NewJob.unclaimed(
                        JobType.FILE_UPLOAD.entry().orElseThrow(),
                        format.title(upload),
                        format.toJson(upload),
                        format.subjects(upload))
                .named(id)
                .as(JobType.FILE_UPLOAD)
                .on(format.target(upload), bytes)
                .from(format.origin(upload).within(batch))
                .within(settings.limits(JobType.FILE_UPLOAD, bytes))
                .with(format.priority(upload).orElse(settings.priority(JobType.FILE_UPLOAD)));
    }
}
