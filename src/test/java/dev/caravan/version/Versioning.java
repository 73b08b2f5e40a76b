package dev.caravan.version;

import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.VersionSettings;
import dev.caravan.stage.publish.VersionedLayout;
import dev.caravan.support.RealRedis;
import dev.caravan.support.StandingClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.springframework.data.redis.core.StringRedisTemplate;

/** All that has to do with versions, put together as in the service, with a clock and jobs of the test's own. */
public final class Versioning {
    public final StandingClock clock = new StandingClock();
    public final Set<String> livingJobs = new HashSet<>();
    public final PublicationStore publications;
    public final VersionUploads uploads;
    public final DatasetLocks locks;
    public final VersionedDatasets datasets = new VersionedDatasets(target -> true);
    public final VersionSwitch pointers;
    public final VersionSweep sweep;
    public final RollBack rollBack;
    public final VersionList list;

    private final PublishSettings settings;
    private final S3Connections connections;

    public Versioning(PublishSettings settings, S3Connections connections) {
        this.settings = settings;
        this.connections = connections;
        StringRedisTemplate redis = RealRedis.template();
        History history = new History(redis, new RedisLink());
        VersionSettings versions = settings.versions();
        publications = new PublicationStore(redis);
        uploads = new VersionUploads(redis);
        locks = new DatasetLocks(redis, Duration.ofSeconds(30));
        VersionPruning pruning = new VersionPruning(versions, history, clock);
        pointers = new VersionSwitch(locks, uploads, pruning, clock);
        UnfinishedVersions unfinished =
                new UnfinishedVersions(uploads, pruning, livingJobs::contains, versions.abandonedAfter(), clock);
        VersionedTargets targets = new VersionedTargets(settings);
        sweep = new VersionSweep(targets, connections, datasets, publications, uploads, locks, pruning, unfinished);
        list = new VersionList(targets, connections, datasets);
        rollBack = new RollBack(targets, connections, datasets, pointers, publications, new RecordUrls(redis), history);
    }

    public VersionedLayout layout() {
        return new VersionedLayout(datasets, uploads, pointers);
    }

    /** Open until the connection is closed. */
    public VersionedDataset dataset(S3Connection connection, String key) {
        return datasets.in(connection, key);
    }

    public S3Connection open(String target) {
        return connections.open(settings.target(target));
    }
}
