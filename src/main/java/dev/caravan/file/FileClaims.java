package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Group;
import dev.caravan.dataset.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Changes the records of source files until the queue has them. Each method is one atomic script. */
public final class FileClaims {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> CLAIM = FileScript.loadClaim("file-claim", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> CLAIM_MANY = FileScript.loadClaim("dataset-claim", List.class);

    private static final RedisScript<Long> RELEASE = FileScript.load("file-release", Long.class);
    private static final RedisScript<Long> REFUSE = FileScript.load("file-refuse", Long.class);

    private final StringRedisTemplate redis;
    private final Maker maker;
    private final RosterStore rosters;

    /** As {@link FileStore#FileStore(StringRedisTemplate)}. */
    public FileClaims(StringRedisTemplate redis) {
        this(redis, Maker.ANY);
    }

    public FileClaims(StringRedisTemplate redis, Maker maker) {
        this.redis = redis;
        this.maker = maker;
        this.rosters = new RosterStore(redis);
    }

    /** Takes all files of the dataset and its key, or none. */
    public ClaimAnswer claim(ClaimRequest request) {
        Dataset dataset = request.dataset();
        Group group = dataset.group();
        List<Object> values = new ArrayList<>(List.of(
                request.id(),
                Long.toString(request.lease().toMillis()),
                dataset.key(),
                request.gone() == null ? "" : request.gone(),
                request.again().word(),
                dataset.octree() == null ? "" : "octree",
                maker.mark()));
        if (group != null) {
            values.addAll(List.of(group.target().toString(), group.unit().word(), group.fingerprint()));
        }
        for (int i = 0; i < dataset.files().size(); i++) {
            FileVersion.addTo(values, dataset.files().get(i));
            values.add(request.content(i));
        }
        return ClaimAnswer.of(
                group == null
                        ? redis.execute(CLAIM, keys(dataset.key(), dataset.files()), values.toArray())
                        : redis.execute(CLAIM_MANY, DatasetKeys.toClaim(dataset), values.toArray()),
                dataset.key());
    }

    /**
     * Gives the files back that are still held by this claim and have not come to the queue.
     *
     * @return whether there were any
     */
    public boolean release(Dataset dataset, String claim) {
        return redis.execute(RELEASE, dataset.recordKeys(), claim) > 0;
    }

    /**
     * Writes down that the dataset may not be taken because another has its key, unless that is no longer so. Of a
     * manifest's files only the manifest is written to: they may be the other's, too.
     *
     * @return whether this is news
     */
    public boolean refuse(Dataset dataset, String owner, String reason) {
        Group group = dataset.group();
        SourceFile manifest = group == null ? null : group.manifest();
        List<SourceFile> files = manifest == null ? dataset.sources() : List.of(manifest);
        List<Object> values = new ArrayList<>(List.of(owner, dataset.key(), reason));
        files.forEach(file -> FileVersion.addTo(values, file));
        return redis.execute(REFUSE, keys(dataset.key(), files), values.toArray()) == 1;
    }

    /**
     * Writes down that the dataset may not be taken because another has one of its files.
     *
     * @return whether this is news
     */
    public boolean refuse(Dataset dataset, String otherKey, Path shared, String reason) {
        return rosters.refused(dataset.roster(), reason, otherKey, shared) == Noted.NEWS;
    }

    /** Whether any dataset owns the dataset key. */
    public boolean owned(String datasetKey) {
        return Boolean.TRUE.equals(redis.hasKey(DatasetKeys.owner(datasetKey)));
    }

    private static List<String> keys(String datasetKey, List<SourceFile> files) {
        List<String> keys = new ArrayList<>();
        keys.add(DatasetKeys.owner(datasetKey));
        files.forEach(file -> keys.add(file.recordKey()));
        return keys;
    }
}
