package dev.caravan.geozarr;

import dev.caravan.job.Batches;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.publication.PublicationStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has products converted once more, as they were asked for last. */
public final class GeoZarrOrders {
    private static final String FIRST_STAGE = "geozarr-check";

    private final GeoZarrRecords records;
    private final PublicationStore publications;
    private final Set<String> configured;
    private final JobQueue queue;
    private final Batches batches;
    private final JobSettings jobs;
    private final GeoZarrFormat format = new GeoZarrFormat();

    /** @param configured names of the targets that there are */
    public GeoZarrOrders(
            GeoZarrRecords records,
            PublicationStore publications,
            Set<String> configured,
            JobQueue queue,
            Batches batches,
            JobSettings jobs) {
        this.records = records;
        this.publications = publications;
        this.configured = Set.copyOf(configured);
        this.queue = queue;
        this.batches = batches;
        this.jobs = jobs;
    }

    /**
     * How.
     *
     * @param changed only those whose product is another one by now; its job looks whether it is
     * @param dryRun only say what would be done
     * @param user who wants it
     */
    public record Wish(boolean changed, boolean dryRun, String user) {}

    /**
     * What becomes of one.
     *
     * @param source of the product; '' when it is not known
     * @param goes whether it has a job, or would
     * @param reason why, or why not
     * @param job null when it has none
     */
    public record Line(
            String dataset,
            String source,
            boolean goes,
            String reason,
            @Nullable String job) {}

    /** @param batch of the jobs; null when there is one at most */
    public record Given(@Nullable String batch, List<Line> lines) {}

    /** Each of these datasets. */
    public Given again(Collection<String> datasets, Wish wish) {
        List<Line> looked = datasets.stream().map(key -> look(key, wish)).toList();
        if (wish.dryRun() || looked.stream().filter(Line::goes).count() <= 1) {
            return new Given(null, wish.dryRun() ? looked : queue(looked, wish, ""));
        }
        NewJob batch = NewJob.batch("convert " + looked.size() + " products again", Origin.NONE, Priority.NORMAL);
        batches.open(batch);
        try {
            return new Given(batch.id(), queue(looked, wish, batch.id()));
        } finally {
            batches.seal(batch.id());
        }
    }

    /** What works on a dataset, as a clause; '' when nothing does. */
    public String work(String dataset) {
        return records.job(dataset)
                .flatMap(queue::get)
                .filter(job -> !job.state().isFinal())
                .map(GeoZarrOrders::described)
                .orElse("");
    }

    private static String described(Job job) {
        return "it is " + job.state() + ", job " + job.id();
    }

    private Line look(String dataset, Wish wish) {
        Optional<GeoZarr> known = records.find(dataset);
        if (known.isEmpty()) {
            return new Line(dataset, "", false, "no product of this key was published", null);
        }
        String source = known.get().source();
        String work = work(dataset);
        if (!work.isEmpty()) {
            return new Line(dataset, source, false, work, null);
        }
        if (targets(known.get()).isEmpty()) {
            return new Line(
                    dataset,
                    source,
                    false,
                    "there is no target " + String.join(", ", known.get().targets())
                            + " in caravan.publish.targets any more",
                    null);
        }
        String reason = wish.user() + " wants it" + (unless(known.get(), wish) == null ? "" : ", if it has changed");
        return new Line(dataset, source, true, reason, null);
    }

    private List<Line> queue(List<Line> looked, Wish wish, String batch) {
        List<Line> queued = new ArrayList<>();
        for (Line line : looked) {
            if (!batch.isEmpty()) {
                batches.alive(batch);
            }
            queued.add(line.goes() ? queue(line, wish, batch) : line);
        }
        return queued;
    }

    private Line queue(Line line, Wish wish, String batch) {
        GeoZarr known = records.find(line.dataset()).orElseThrow();
        String id = "geozarr-" + UUID.randomUUID().toString().replace("-", "");
        GeoZarr again = known.again(id, targets(known), unless(known, wish));
        queue.enqueue(job(again, batch));
        records.begun(line.dataset(), id);
        return new Line(line.dataset(), line.source(), true, line.reason(), id);
    }

    private NewJob job(GeoZarr again, String batch) {
        JobType type = JobType.GEOZARR_CONVERSION;
        Origin origin = batch.isEmpty() ? again.origin() : again.origin().within(batch);
        return NewJob.unclaimed(FIRST_STAGE, format.title(again), format.toJson(again), format.subjects(again))
                .as(type)
                .on(format.target(again), 0)
                .within(jobs.limits(type, 0))
                .with(Objects.requireNonNullElse(again.priority(), jobs.priority(type)))
                .from(origin)
                .named(again.id());
    }

    private List<String> targets(GeoZarr known) {
        return known.targets().stream().filter(configured::contains).toList();
    }

    /** What was taken out of a target is to come back, also when it has not changed. */
    private @Nullable String unless(GeoZarr known, Wish wish) {
        boolean everywhere = targets(known).stream()
                .allMatch(target -> publications.find(known.key(), target).isPresent());
        return wish.changed() && everywhere ? known.mark() : null;
    }
}
