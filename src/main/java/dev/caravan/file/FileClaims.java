package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Changes the records of source files until the queue has them. Each method is one atomic script. */
public final class FileClaims {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> CLAIM = FileScript.load("file-claim", List.class);

    private static final RedisScript<Long> RELEASE = FileScript.load("file-release", Long.class);
    private static final RedisScript<Long> REFUSE = FileScript.load("file-refuse", Long.class);

    private final StringRedisTemplate redis;

    public FileClaims(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Takes all files of the dataset and its key, or none. */
    public ClaimAnswer claim(ClaimRequest request) {
        Dataset dataset = request.dataset();
        List<Object> values = new ArrayList<>();
        values.add(request.id());
        values.add(Long.toString(request.lease().toMillis()));
        values.add(dataset.key());
        values.add(request.gone() == null ? "" : request.gone());
        values.add(request.again().word());
        values.add(dataset.octree() == null ? "" : "octree");
        for (int i = 0; i < dataset.sources().size(); i++) {
            addVersion(values, dataset.sources().get(i));
            values.add(request.content(i));
        }
        return answer(redis.execute(CLAIM, keyAndFiles(dataset), values.toArray()));
    }

    /**
     * Gives the files back that are still held by this claim and have not come to the queue.
     *
     * @return whether there were any
     */
    public boolean release(Dataset dataset, String claim) {
        List<String> keys =
                dataset.sources().stream().map(SourceFile::recordKey).toList();
        return redis.execute(RELEASE, keys, claim) > 0;
    }

    /**
     * Writes down that the dataset may not be taken, unless its key has another owner by now.
     *
     * @return whether this is news
     */
    public boolean refuse(Dataset dataset, String owner, String reason) {
        List<Object> values = new ArrayList<>(List.of(owner, dataset.key(), reason));
        dataset.sources().forEach(source -> addVersion(values, source));
        return redis.execute(REFUSE, keyAndFiles(dataset), values.toArray()) == 1;
    }

    /** Whether any file owns the dataset key. */
    public boolean owned(String datasetKey) {
        return Boolean.TRUE.equals(redis.hasKey(ownerKey(datasetKey)));
    }

    private static ClaimAnswer answer(List<?> answer) {
        String outcome = (String) answer.get(0);
        String owner = (String) answer.get(1);
        return new ClaimAnswer(
                switch (outcome) {
                    case "OWNED" -> ClaimOutcome.REFUSED;
                    case "BROKEN" -> ClaimOutcome.UNREADABLE;
                    default -> ClaimOutcome.valueOf(outcome);
                },
                owner.isEmpty() ? null : owner);
    }

    private static void addVersion(List<Object> values, SourceFile source) {
        FileVersion version = FileVersion.of(source);
        values.add(source.path().toString());
        values.add(String.valueOf(source.path().getFileName()));
        values.add(version.size());
        values.add(version.seconds());
        values.add(version.modified());
    }

    private static List<String> keyAndFiles(Dataset dataset) {
        List<String> keys = new ArrayList<>();
        keys.add(ownerKey(dataset.key()));
        dataset.sources().forEach(source -> keys.add(source.recordKey()));
        return keys;
    }

    private static String ownerKey(String datasetKey) {
        return "key:" + datasetKey;
    }
}
