package dev.caravan.stage.record;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Writes what has been proven into the record of each source file, and of a dataset of many files (row S0.9), in the field names of row S0.2. A record that belongs
 * to a newer job is left alone.
 */
public class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final RedisScript<Long> WRITE = RedisScript.of(new ClassPathResource("lua/record.lua"), Long.class);

    private static final String NOWHERE = "published to no required target: excluded everywhere";

    private final StringRedisTemplate redis;

    private final PublicationStore store;
    private final PublishSettings settings;

    public Ledger(StringRedisTemplate redis, PublicationStore store, PublishSettings settings) {
        this.redis = redis;
        this.store = store;
        this.settings = settings;
    }

    /** The octree is proven: `octreepath`, `timestamp_octree`, and which job has made it. */
    public void octree(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        Octree octree = dataset.requireOctree();
        if (octree.points() == null || octree.provenAt() == null) {
            throw new IllegalStateException(
                    "the octree of '" + dataset.key() + "' is to be recorded before it was proven");
        }
        run.note("resultPath", octree.directory().toString());
        Manifest.Producer producer = octree.producer();
        write(
                dataset,
                run,
                Map.of(
                        "octreepath", octree.directory().toString(),
                        "timestamp_octree", seconds(octree.provenAt()),
                        "points", octree.points().toString(),
                        "made_by", producer == null ? "" : producer.mark(),
                        "octree_job", run.id()));
    }

    /**
     * All required targets have it: `timestamp_s3`, as `url` the address in the first of them, and the names of all as `published_to`.
     * A dataset that goes to none keeps what its record says of an older version.
     */
    public void published(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        List<Publication> publications = publications(dataset);
        String names = publications.stream().map(Publication::target).collect(Collectors.joining(" "));
        Map<String, String> fields = new HashMap<>(Map.of("published_to", names));
        String addresses = publications.stream()
                .map(publication -> publication.address().toString())
                .collect(Collectors.joining(" "));
        publications.stream().findFirst().ifPresent(first -> {
            fields.put("url", first.address().toString());
            fields.put("timestamp_s3", seconds(last(publications)));
            run.note("resultPath", first.address().toString());
        });
        write(dataset, run, fields);
        String where = publications.isEmpty() ? NOWHERE : "published: " + addresses;
        run.log().append(where);
        LOG.info("{} ({} points) {}", dataset.title(), dataset.requireOctree().points(), where);
    }

    /** In the required targets that take it, in the order of the configuration. */
    private List<Publication> publications(Dataset dataset) {
        List<String> targets = settings.targets().stream()
                .filter(target -> target.required() && TargetKeys.of(target).take(dataset.key()))
                .map(TargetSettings::name)
                .toList();
        List<Publication> found = targets.stream()
                .flatMap(target -> store.find(dataset.key(), target).stream())
                .toList();
        if (found.isEmpty() && !targets.isEmpty()) {
            throw new IllegalStateException("'" + dataset.key()
                    + "' is to be recorded as published, but none of the targets " + targets + " has it");
        }
        return found;
    }

    private static Instant last(List<Publication> publications) {
        return publications.stream()
                .map(Publication::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void write(Dataset dataset, JobRun run, Map<String, String> fields) {
        List<Object> arguments = new ArrayList<>(List.of(run.id()));
        fields.forEach((field, value) -> arguments.addAll(List.of(field, value)));
        List<String> records = dataset.recordKeys();
        Long written = redis.execute(WRITE, records, arguments.toArray());
        if (written == null || written != records.size()) {
            LOG.warn(
                    "{} of {} records of {} belong to a newer job and were left as they are",
                    records.size() - (written == null ? 0 : written),
                    records.size(),
                    dataset.title());
        }
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
