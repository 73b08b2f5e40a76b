package dev.caravan.viewer;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.stage.publish.Upload;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean `viewers`: looks at publications as a browser does, and keeps the verdict with them. */
public final class Viewers {
    /** The operation that is in the history when rules of a bucket were written. */
    public static final String RULES = "bucket-rules";

    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);

    private final ViewerSettings settings;
    private final Doctor doctor;
    private final PublicationStore store;
    private final History history;

    public Viewers(ViewerSettings settings, Doctor doctor, PublicationStore store, History history) {
        this.settings = settings;
        this.doctor = doctor;
        this.store = store;
        this.history = history;
    }

    /** The last step of publishing. What it finds does not make the upload a failure, nor does its own. */
    public void look(
            @Body Publication publication,
            @ExchangeProperty(Upload.PROPERTY) Upload upload,
            @ExchangeProperty(JobRun.PROPERTY) JobRun job)
            throws IOException {
        lookAndTell(
                publication, upload.dataset().key(), upload.dataset().target().toString(), job);
    }

    /**
     * The same, of a dataset that was made of no files.
     *
     * @param dataset its key
     */
    public void lookAt(
            @Body Publication publication,
            @ExchangeProperty("dataset") String dataset,
            @ExchangeProperty(JobRun.PROPERTY) JobRun job)
            throws IOException {
        lookAndTell(publication, dataset, dataset, job);
    }

    /** @param target as the history calls the dataset */
    private void lookAndTell(Publication publication, String dataset, String target, JobRun job) {
        if (!settings.check() || !concerns(publication)) {
            return;
        }
        try {
            NewOperation rules = NewOperation.on(target, RULES).within(job.id());
            Examination examination = examine(dataset, publication, rules);
            job.note("viewer", examination.ok() ? "ok" : examination.viewing().findings());
            for (Finding finding : examination.findings()) {
                job.log().append("as a browser, " + publication.target() + ": " + finding.sentence());
            }
        } catch (InterruptedIOException | RuntimeException e) {
            job.log().append("not looked at as a browser does: " + e);
            LOG.warn("{} in target {} was not looked at: {}", dataset, publication.target(), e.toString());
        }
    }

    /**
     * Looks now.
     *
     * @param rules the operation, should rules of the bucket be written
     */
    public Examination examine(String dataset, Publication publication, NewOperation rules)
            throws InterruptedIOException {
        Examination examination = doctor.examine(dataset, publication);
        if (!examination.applied().isEmpty()) {
            history.append(rules.noting("target", publication.target())
                    .noting("dataset", dataset)
                    .noting(
                            "rules",
                            examination.applied().stream().map(Cure::word).toList()));
        }
        if (!store.replace(dataset, publication, publication.seen(examination.viewing()))) {
            LOG.debug("{} was published to {} once more meanwhile", dataset, publication.target());
        }
        return examination;
    }

    /** Whether a viewer opens it at all: an archive is for other programs. */
    public static boolean concerns(Publication publication) {
        return Manifest.isDoor(OctreeNames.name(publication));
    }
}
