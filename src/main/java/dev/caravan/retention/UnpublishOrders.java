package dev.caravan.retention;

import dev.caravan.file.PublishedRecords;
import dev.caravan.file.PublishedState;
import dev.caravan.file.UnpublishClaim;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Decides whether a dataset can be unpublished, and puts the jobs into the queue that do it. */
public final class UnpublishOrders {
    /** From the claim to the job. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final PublicationStore store;
    private final PublishedRecords records;
    private final Protection protection;
    private final Set<String> configured;
    private final JobQueue queue;
    private final Batches batches;
    private final JobSettings jobs;
    private final History history;
    private final UnpublishFormat format = new UnpublishFormat();

    /** @param configured names of the targets that there are */
    public UnpublishOrders(
            PublicationStore store,
            PublishedRecords records,
            Protection protection,
            Set<String> configured,
            JobQueue queue,
            Batches batches,
            JobSettings jobs,
            History history) {
        this.store = store;
        this.records = records;
        this.protection = protection;
        this.configured = Set.copyOf(configured);
        this.queue = queue;
        this.batches = batches;
        this.jobs = jobs;
        this.history = history;
    }

    /** Names of the targets that there are. */
    public Set<String> configured() {
        return configured;
    }

    /**
     * What would become of a dataset.
     *
     * @param because why it goes, if it does
     */
    public UnpublishItem look(PublishedState state, UnpublishOrder order, String because) {
        String dataset = state.dataset();
        Optional<String> pattern = protection.of(dataset);
        if (pattern.isPresent()) {
            return UnpublishItem.skip(dataset, state.owner(), protectedBy(pattern.get()));
        }
        List<String> published =
                store.find(dataset).stream().map(Publication::target).toList();
        List<String> wanted = published.stream()
                .filter(target -> order.targets().isEmpty() || order.targets().contains(target))
                .toList();
        List<String> targets = wanted.stream().filter(configured::contains).toList();
        if (targets.isEmpty()) {
            return UnpublishItem.skip(dataset, state.owner(), nowhere(published, wanted));
        }
        return state.work().isEmpty()
                ? new UnpublishItem(dataset, state.owner(), "unpublish", targets, because, null)
                : UnpublishItem.skip(dataset, state.owner(), state.work());
    }

    /** Why a dataset is protected, by a pattern. */
    static String protectedBy(String pattern) {
        return "it is protected by '" + pattern + "' (caravan.retention.protect)";
    }

    /** The pattern that protects a dataset; empty when none does. */
    public Optional<String> protection(String dataset) {
        return protection.of(dataset);
    }

    /**
     * An order for one dataset.
     *
     * @param item as {@link #look} has made it
     */
    public record Given(UnpublishItem item, UnpublishOrder order) {}

    /**
     * Gives the orders: each dataset that can go gets a job. More than one are a batch.
     *
     * @param title of that batch
     */
    public UnpublishResult give(String title, List<Given> orders) {
        boolean several = orders.stream().filter(given -> given.item().goes()).count() > 1;
        if (!several) {
            return UnpublishResult.of(false, null, each(orders, given -> give(given, "")));
        }
        NewJob batch = NewJob.batch(title, Origin.NONE, Priority.NORMAL);
        batches.open(batch);
        try {
            List<UnpublishItem> given = each(orders, order -> {
                batches.alive(batch.id());
                return give(order, batch.id());
            });
            return UnpublishResult.of(false, batch.id(), given);
        } finally {
            batches.seal(batch.id());
        }
    }

    private static List<UnpublishItem> each(List<Given> orders, Function<Given, UnpublishItem> give) {
        List<UnpublishItem> given = new ArrayList<>(orders.size());
        orders.forEach(order -> given.add(order.item().goes() ? give.apply(order) : order.item()));
        return given;
    }

    private UnpublishItem give(Given given, String batch) {
        UnpublishItem item = given.item();
        UnpublishOrder order = given.order();
        String id = UUID.randomUUID().toString();
        UnpublishClaim claim = records.claim(item.dataset(), id, LEASE);
        if (!claim.got()) {
            return UnpublishItem.skip(item.dataset(), item.path(), claim.work());
        }
        Unpublishing body = body(item, order, claim);
        try {
            queue.enqueue(job(body, batch).of(id));
        } catch (RuntimeException e) {
            records.giveBack(claim);
            throw e;
        }
        history.append(NewOperation.ofJob(id, "order-unpublish")
                .by(order.user())
                .because(item.reason())
                .noting("dataset", item.dataset())
                .noting("targets", item.targets()));
        return item.by(id);
    }

    private static Unpublishing body(UnpublishItem item, UnpublishOrder order, UnpublishClaim claim) {
        return new Unpublishing(
                item.dataset(),
                claim.owner().isEmpty() ? item.dataset() : claim.owner(),
                item.targets(),
                order.octrees(),
                order.cause(),
                claim.records(),
                claim.user(),
                claim.project());
    }

    private NewJob job(Unpublishing body, String batch) {
        return NewJob.unclaimed("unpublish", format.title(body), format.toJson(body), format.subjects(body))
                .as(JobType.UNPUBLISH)
                .on(format.target(body), 0)
                .within(jobs.limits(JobType.UNPUBLISH, 0))
                .with(jobs.priority(JobType.UNPUBLISH))
                .from(format.origin(body).within(batch));
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }

    private static String nowhere(List<String> published, List<String> wanted) {
        if (published.isEmpty()) {
            return "it is published nowhere";
        }
        return wanted.isEmpty()
                ? "it is published only to " + list(published)
                : "there is no target " + list(wanted)
                        + " in caravan.publish.targets any more; configure it, or delete its objects by hand";
    }
}
