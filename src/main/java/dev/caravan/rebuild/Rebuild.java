package dev.caravan.rebuild;

import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.LiveManifests;
import dev.caravan.review.ReviewWriter;
import dev.caravan.review.Reviews;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `rebuild`: reads every live manifest of a target, one after the other, and restores what it tells of. */
public final class Rebuild {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final Restorer restorer;
    private final Reviews reviews;

    public Rebuild(PublishSettings settings, S3Connections connections, Restorer restorer, Reviews reviews) {
        this.settings = settings;
        this.connections = connections;
        this.restorer = restorer;
        this.reviews = reviews;
    }

    /** @throws InterruptedIOException when the job was cancelled; what was restored until then stays */
    public void run(@Body RebuildRequest request, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        try (S3Connection connection = connections.open(settings.target(request.target()));
                ReviewWriter lines = reviews.begin(run.id())) {
            run.onCancel(connection::close);
            Reading reading = new Reading(request, run, lines);
            new LiveManifests(connection, run.id()).each(reading);
            run.log().append("rebuilt from " + request.target() + ": " + reading.counts);
        } catch (IOException | RuntimeException e) {
            if (run.cancelled()) {
                throw (IOException) new InterruptedIOException("the rebuild was cancelled").initCause(e);
            }
            throw e;
        }
    }

    private final class Reading implements LiveManifests.Visitor {
        private final RebuildRequest request;
        private final JobRun run;
        private final ReviewWriter lines;
        private final ProgressMeter meter;
        private final Map<String, Object> counts = new TreeMap<>();

        Reading(RebuildRequest request, JobRun run, ReviewWriter lines) {
            this.request = request;
            this.run = run;
            this.lines = lines;
            this.meter = new ProgressMeter("rebuild", "datasets", null, run::progress);
            run.note("dryRun", request.dryRun());
            run.note("target", request.target());
            run.note("datasets", Map.of());
        }

        @Override
        public void found(LiveManifest live) throws IOException {
            meter.at(live.manifest().dataset());
            add(restorer.restore(live, request.dryRun(), this::readOn));
        }

        @Override
        public void unusable(String place, String reason) throws IOException {
            add(RebuiltDataset.unusable(place, reason));
        }

        private void readOn(long bytes) {
            if (run.cancelled()) {
                throw new CancellationException("cancelled after " + bytes + " bytes");
            }
        }

        private void add(RebuiltDataset dataset) throws IOException {
            readOn(0);
            lines.add(dataset);
            counts.merge(dataset.action(), 1L, (before, one) -> (Long) before + (Long) one);
            run.note("datasets", Map.copyOf(counts));
            meter.add(1);
        }
    }
}
