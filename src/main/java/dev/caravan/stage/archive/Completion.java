package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveListing;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.TargetSettings;
import dev.caravan.workspace.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Bean `completion`: what is done when every required target has the archive: it is recorded, and the source is moved out of the way. */
public final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);
    private static final RedisScript<Long> WRITE = RedisScript.of(new ClassPathResource("lua/record.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final PublicationStore store;
    private final ArchiveTargets targets;
    private final ArchiveSettings settings;
    private final ArchiveHistory history;

    public Completion(
            StringRedisTemplate redis,
            PublicationStore store,
            ArchiveTargets targets,
            ArchiveSettings settings,
            ArchiveHistory history) {
        this.redis = redis;
        this.store = store;
        this.targets = targets;
        this.settings = settings;
        this.history = history;
    }

    /**
     * Writes into the records of the source files that the targets have them: `timestamp_s3`, `url` and `published_to`.
     */
    public Backup record(@Body Backup backup, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        List<Publication> publications = publications(backup);
        Map<String, String> fields = new LinkedHashMap<>();
        // No octree is of this version; what made one of an earlier version does not make it out of date.
        fields.put("made_by", "");
        fields.put(
                "published_to", publications.stream().map(Publication::target).collect(Collectors.joining(" ")));
        publications.stream().findFirst().ifPresent(first -> {
            fields.put("url", first.address().toString());
            fields.put("timestamp_s3", seconds(publications));
            run.note("resultPath", first.address().toString());
        });
        write(backup.dataset(), run, fields);
        LOG.info(
                "{} ({} bytes) archived: {}",
                backup.dataset().title(),
                backup.requirePlan().bytes(),
                publications.stream()
                        .map(publication -> publication.address().toString())
                        .collect(Collectors.joining(" ")));
        return backup;
    }

    /**
     * Moves the source to the completed directory, if there is one, and some target has the archive. That it cannot be moved is recorded and
     * said, but is no failure of the job: the archive is there.
     */
    public Backup move(@Body Backup backup, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        Dataset dataset = backup.dataset();
        Optional<CompletedDirectory> directory = CompletedDirectory.of(settings.completed(), dataset.root());
        if (directory.isEmpty() || publications(backup).isEmpty()) {
            return backup;
        }
        Instant began = Instant.now();
        try {
            Path place = move(backup, directory.get(), run);
            write(dataset, run, Map.of("completed_path", place.toString()));
            Publication first = publications(backup).get(0);
            history.moved(backup, first, targets.bucket(first.target()), place, run, began);
            run.log().append("moved to " + place);
            return backup.movedTo(place.toString());
        } catch (IOException e) {
            LOG.warn("{} is archived, but was not moved to the completed directory: {}", dataset.title(), e.toString());
            run.log().append("not moved to the completed directory: " + e);
            run.note("notMoved", String.valueOf(e.getMessage()));
            history.notMoved(backup, run, began, e);
            return backup;
        }
    }

    private Path move(Backup backup, CompletedDirectory directory, JobRun run) throws IOException {
        Dataset dataset = backup.dataset();
        Plan plan = backup.requirePlan();
        Path source = dataset.target();
        if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
            Path place = directory
                    .found(dataset, plan.made())
                    .orElseThrow(() -> new IOException("'" + source + "' is not there any more"));
            Trees.delete(SourceMove.leftover(source));
            return place;
        }
        requireUnchanged(dataset);
        ArchiveListing listing = Listings.of(backup, run);
        Path place = directory.reserve(dataset, plan.made());
        new SourceMove(source, place, listing).run();
        return place;
    }

    private static void requireUnchanged(Dataset dataset) throws IOException {
        for (SourceFile file : dataset.sources()) {
            if (!SourceFile.read(file.path()).equals(file)) {
                throw new IOException("'" + file.path()
                        + "' has changed since it was archived; a later scan archives it as it is then");
            }
        }
    }

    /**
     * In the required targets, in the order of the configuration; each was proven. One that was added since the uploads began is not
     * waited for: it gets the archive on request, from another.
     */
    private List<Publication> publications(Backup backup) {
        List<TargetSettings> required = targets.required(backup);
        List<Publication> found = required.stream()
                .flatMap(target -> store.find(backup.dataset().key(), target.name()).stream())
                .toList();
        if (found.isEmpty() && !required.isEmpty()) {
            throw new IllegalStateException(
                    "'" + backup.dataset().key() + "' is to be recorded as archived, but none of "
                            + required.stream().map(TargetSettings::name).toList() + " has it");
        }
        return found;
    }

    private void write(Dataset dataset, JobRun run, Map<String, String> fields) {
        List<Object> arguments = new ArrayList<>(List.of(run.id()));
        fields.forEach((field, value) -> arguments.addAll(List.of(field, value)));
        Long written = redis.execute(WRITE, dataset.recordKeys(), arguments.toArray());
        if (written == null || written != dataset.recordKeys().size()) {
            LOG.warn("records of {} belong to a newer job and were left as they are", dataset.title());
        }
    }

    private static String seconds(List<Publication> publications) {
        return Long.toString(publications.stream()
                .map(Publication::at)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .getEpochSecond());
    }
}
