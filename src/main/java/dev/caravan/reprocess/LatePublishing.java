package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Profile;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.publication.PublicationStore;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Body;

/** Bean `latePublishing`: publishes to one target what others have, each dataset by a job of its own; several are a batch. */
public final class LatePublishing {
    private final SourceRules rules;
    private final FileStore files;
    private final FileCatalog catalog;
    private final PublicationStore publications;
    private final PublishSettings settings;
    private final LateJobs jobs;
    private final Batches batches;

    public LatePublishing(
            SourceRules rules,
            FileStore files,
            FileCatalog catalog,
            PublicationStore publications,
            PublishSettings settings,
            LateJobs jobs,
            Batches batches) {
        this.rules = rules;
        this.files = files;
        this.catalog = catalog;
        this.publications = publications;
        this.settings = settings;
        this.jobs = jobs;
        this.batches = batches;
    }

    /** @throws IllegalArgumentException there is no such target */
    public ReprocessResult publish(@Body LateRequest late) {
        return publish(late, false);
    }

    /**
     * Copies one archive to a target that has lost it, or has something else.
     *
     * @param path of the file or directory that was archived
     * @return empty when no archive was made of what lies there
     */
    public Optional<ReprocessItem> mend(Path path, String target) {
        if (rules.archiveKey(path).isEmpty()) {
            return Optional.empty();
        }
        ReprocessResult result = publish(new LateRequest(target, new Selection.OneFile(path), false), true);
        return result.items().stream().findFirst();
    }

    private ReprocessResult publish(LateRequest late, boolean again) {
        ReprocessRequest request =
                new ReprocessRequest(late.selection(), Start.PUBLISH, true, late.dryRun(), null, null, null);
        TargetSettings target = settings.target(late.target());
        LateArchives archives = new LateArchives(rules, files, publications, settings, target, again);
        Examiner examiner = new LateExamination(
                archives,
                new Examination(rules, files, request),
                files,
                publications,
                late.target(),
                TargetKeys.of(target));
        Reprocessing work = new Reprocessing(request, late.selection().paths(catalog), examiner);
        if (late.dryRun()) {
            work.examineAll();
        } else {
            enqueue(work, late, archives);
        }
        return work.result();
    }

    private void enqueue(Reprocessing work, LateRequest late, LateArchives archives) {
        String batch = "";
        if (work.hasSeveral()) {
            NewJob job = NewJob.batch(
                    "publish " + late.selection().title() + " to " + late.target(), Origin.NONE, Priority.NORMAL);
            batches.open(job);
            batch = job.id();
            work.within(batches, batch);
        }
        try {
            for (Dataset dataset : work) {
                LateJob job = dataset.labels().profile() == Profile.ARCHIVE
                        ? jobs.copying(dataset, late.target(), archives.source(dataset.key()))
                        : jobs.uploading(dataset, late.target());
                Optional<String> busy = jobs.begin(job, late.target(), batch);
                busy.ifPresentOrElse(reason -> work.skipped(dataset, reason), () -> work.queued(dataset, job.id()));
            }
        } finally {
            work.seal();
        }
    }
}
