package dev.caravan.audit;

import dev.caravan.job.JobRun;
import dev.caravan.publication.LiveManifests;
import dev.caravan.publication.Publication;
import dev.caravan.review.ReviewWriter;
import dev.caravan.review.Reviews;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.Glob;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * Bean `audit`: one target after the other; of each first what Redis knows of it, dataset by dataset, then what the target has, object
 * by object. Neither is ever in memory as a whole.
 */
public final class Audit {
    private static final int PAGE = 500;

    private final PublishSettings settings;
    private final S3Connections connections;
    private final Parts parts;
    private final Reviews reviews;

    public Audit(PublishSettings settings, S3Connections connections, Parts parts, Reviews reviews) {
        this.settings = settings;
        this.connections = connections;
        this.parts = parts;
        this.reviews = reviews;
    }

    /** @throws InterruptedIOException when the job was cancelled; what was mended until then stays so */
    public void run(@Body AuditRequest request, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        try (ReviewWriter lines = reviews.begin(run.id())) {
            AuditReport report = new AuditReport(run, lines);
            Set<String> before = new HashSet<>();
            for (TargetSettings target : targets(request)) {
                audit(target, before, request, report, run);
                before.add(target.name());
            }
            report.note();
            run.log().append(report.summary());
        } catch (IOException | RuntimeException e) {
            if (run.cancelled()) {
                throw (IOException) new InterruptedIOException("the audit was cancelled").initCause(e);
            }
            throw e;
        }
    }

    private List<TargetSettings> targets(AuditRequest request) {
        return request.target() == null ? settings.targets() : List.of(settings.target(request.target()));
    }

    private void audit(TargetSettings target, Set<String> before, AuditRequest request, AuditReport report, JobRun run)
            throws IOException {
        Predicate<String> wanted = request.dataset() == null ? key -> true : Glob.of(request.dataset())::matches;
        try (S3Connection connection = connections.open(target)) {
            run.onCancel(connection::close);
            LiveManifests manifests = new LiveManifests(connection, run.id());
            LiveCheck live = new LiveCheck(connection, manifests, parts, request, report);
            String after = "";
            for (List<String> page = page(after); !page.isEmpty(); page = page(after)) {
                for (String dataset : page) {
                    if (wanted.test(dataset)) {
                        audit(dataset, target, before, live);
                    }
                }
                after = page.get(page.size() - 1);
            }
            new ListCheck(connection, manifests, parts, request, report, wanted).run();
        }
    }

    private List<String> page(String after) {
        return parts.publications().datasets(after, PAGE);
    }

    private void audit(String dataset, TargetSettings target, Set<String> before, LiveCheck live) throws IOException {
        List<Publication> all = parts.publications().find(dataset);
        Set<String> seen = all.stream().map(Publication::target).collect(Collectors.toSet());
        seen.retainAll(before);
        for (Publication publication : all) {
            if (publication.target().equals(target.name())) {
                live.of(dataset, publication, seen.isEmpty());
            }
        }
    }
}
