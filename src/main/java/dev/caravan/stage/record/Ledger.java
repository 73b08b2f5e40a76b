package dev.caravan.stage.record;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.Publication;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final StringRedisTemplate redis;

    public Ledger(StringRedisTemplate redis) {
        this.redis = redis;
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

    /** All targets have it: `timestamp_s3`, and as `url` the address in the first target. */
    public void published(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        Publication last = dataset.publications().stream()
                .max(Comparator.comparing(Publication::at))
                .orElseThrow(() -> new IllegalStateException(
                        "'" + dataset.key() + "' is to be recorded as published, but no target has it"));
        String addresses = dataset.publications().stream()
                .map(publication -> publication.metadata().toString())
                .collect(Collectors.joining(" "));
        String first = dataset.publications().get(0).metadata().toString();
        run.note("resultPath", first);
        write(dataset, run, Map.of("timestamp_s3", seconds(last.at()), "url", first));
        run.log().append("published: " + addresses);
        LOG.info(
                "published {} ({} points): {}",
                dataset.title(),
                dataset.requireOctree().points(),
                addresses);
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
