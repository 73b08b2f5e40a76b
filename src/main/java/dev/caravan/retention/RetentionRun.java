package dev.caravan.retention;

import dev.caravan.file.PublishedRecords;
import dev.caravan.file.PublishedState;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Bean `retentionRun`: applies the policy to all published datasets, page by page. One run unpublishes no more than so many, so
 * that a mistake in the settings can be seen before it has emptied a bucket.
 */
public class RetentionRun {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);
    private static final int PAGE = 500;
    /** Who has run on schedule; others at the same time need not. */
    private static final String TURN = "retention:turn";

    private static final Duration TURN_LASTS = Duration.ofSeconds(30);
    /** The history's word for who did it. */
    private static final String POLICY = "retention";

    private final RetentionSettings settings;
    private final RetentionPolicy policy;
    private final PublicationStore store;
    private final PublishedRecords records;
    private final UnpublishOrders orders;
    private final OctreeSweep octrees;
    private final History history;
    private final StringRedisTemplate redis;
    private final Clock clock;

    public RetentionRun(
            RetentionSettings settings,
            PublicationStore store,
            PublishedRecords records,
            UnpublishOrders orders,
            OctreeSweep octrees,
            History history,
            StringRedisTemplate redis,
            Clock clock) {
        this.settings = settings;
        this.policy = new RetentionPolicy(settings);
        this.store = store;
        this.records = records;
        this.orders = orders;
        this.octrees = octrees;
        this.history = history;
        this.redis = redis;
        this.clock = clock;
    }

    /** On schedule: by one of the instances, for all of them; the octrees by each. */
    public RetentionReport due() throws IOException {
        boolean ours = Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(TURN, "taken", TURN_LASTS));
        RetentionReport report =
                ours ? apply(POLICY) : new RetentionReport(false, 0, 0, 0, 0, 0, sweepOctrees(false), null, List.of());
        if (!report.nothing()) {
            LOG.info("{}", report.summary());
        }
        return report;
    }

    /** What a run would do now, and why; also why not. */
    public RetentionReport look() throws IOException {
        Found found = find(POLICY);
        return found.report(true, UnpublishResult.of(true, null, found.items), sweepOctrees(true));
    }

    /** @param user who wants it */
    public RetentionReport apply(String user) throws IOException {
        Instant began = clock.instant();
        Found found = find(user);
        UnpublishResult result = give(found, user);
        RetentionReport report = found.report(false, result, sweepOctrees(false));
        if (!report.nothing()) {
            history.append(NewOperation.on("caravan.retention", "retention")
                    .by(user)
                    .since(began)
                    .noting("looked", report.looked())
                    .noting("due", report.due())
                    .noting("queued", report.queued())
                    .noting("skipped", report.skipped())
                    .noting("postponed", report.postponed())
                    .noting("octrees", report.octrees()));
        }
        return report;
    }

    /** Both causes in one batch; each job has its own. */
    private UnpublishResult give(Found found, String user) {
        List<UnpublishOrders.Given> all = new ArrayList<>();
        for (int i = 0; i < found.items.size(); i++) {
            all.add(new UnpublishOrders.Given(found.items.get(i), order(found.causes.get(i), user)));
        }
        return orders.give("retention", all);
    }

    private static UnpublishOrder order(Cause cause, String user) {
        return new UnpublishOrder(java.util.Set.of(), false, cause, user);
    }

    private Found find(String user) {
        Found found = new Found();
        if (policy.isThere()) {
            List<String> page = store.datasets("", PAGE);
            while (!page.isEmpty()) {
                records.look(page).forEach(state -> examine(state, user, found));
                page = store.datasets(page.get(page.size() - 1), PAGE);
            }
        }
        return found;
    }

    private void examine(PublishedState state, String user, Found found) {
        found.looked++;
        List<Publication> publications = store.find(state.dataset());
        Optional<RetentionPolicy.Due> due =
                policy.due(state, publications).filter(when -> !when.at().isAfter(clock.instant()));
        if (due.isEmpty()) {
            return;
        }
        found.due++;
        UnpublishItem item =
                orders.look(state, order(due.get().cause(), user), due.get().reason());
        if (item.goes() && found.going == settings.most()) {
            found.postponed++;
        } else {
            found.add(item, due.get().cause());
        }
    }

    private long sweepOctrees(boolean dryRun) throws IOException {
        @Nullable Duration keep = settings.keepOctrees();
        return keep == null ? 0 : octrees.sweep(clock.instant().minus(keep), dryRun);
    }

    /** What a run has come upon. */
    private static final class Found {
        private final List<UnpublishItem> items = new ArrayList<>();
        private final List<Cause> causes = new ArrayList<>();
        private long looked;
        private long due;
        private long stays;
        private long going;
        private long postponed;

        /** All that go, which are few, and the first of those that stay. */
        void add(UnpublishItem item, Cause cause) {
            if (item.goes()) {
                going++;
            } else if (++stays > UnpublishResult.MOST_ITEMS) {
                return;
            }
            items.add(item);
            causes.add(cause);
        }

        RetentionReport report(boolean dryRun, UnpublishResult result, long octrees) {
            return new RetentionReport(
                    dryRun,
                    looked,
                    due,
                    result.queued(),
                    stays + going - result.queued(),
                    postponed,
                    octrees,
                    result.job(),
                    result.items());
        }
    }
}
