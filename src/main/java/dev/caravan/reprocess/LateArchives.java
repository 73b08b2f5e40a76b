package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which archives one target lacks. They are copied from another target that has them: so each target has the same bytes, and the
 * source may be in the completed directory, or gone.
 */
final class LateArchives {
    private final SourceRules rules;
    private final FileStore files;
    private final PublicationStore publications;
    private final PublishSettings settings;
    private final TargetSettings target;
    private final boolean again;
    private final Set<String> decided = new HashSet<>();

    /** @param again whether what the target is known to have is copied, too: it may be damaged */
    LateArchives(
            SourceRules rules,
            FileStore files,
            PublicationStore publications,
            PublishSettings settings,
            TargetSettings target,
            boolean again) {
        this.rules = rules;
        this.files = files;
        this.publications = publications;
        this.settings = settings;
        this.target = target;
        this.again = again;
    }

    /** Whether a path is, or was, archived. */
    boolean hold(Path path) {
        return rules.archiveKey(path).isPresent();
    }

    /** Empty when it is in a directory about which it has decided already. */
    Optional<Decision> decide(Path path) {
        String key = rules.archiveKey(path).orElseThrow();
        Path owner = files.ownerOf(key).orElse(path);
        if (!owner.equals(path) && !path.startsWith(owner)) {
            return Optional.of(Decision.skip(path.toString(), key, "the dataset key is that of '" + owner + "'"));
        }
        boolean many = files.dataset(key).isPresent();
        if (many && !decided.add(key)) {
            return Optional.empty();
        }
        String obstacle = obstacle(key, status(key, owner, many));
        return Optional.of(
                obstacle == null
                        ? copy(key, owner, source(key).orElseThrow())
                        : Decision.skip(owner.toString(), key, obstacle));
    }

    /** The first target in the configuration that has the dataset, and is not the one that is to get it. */
    Optional<Publication> source(String key) {
        return settings.targets().stream()
                .map(TargetSettings::name)
                .filter(name -> !name.equals(target.name()))
                .flatMap(name -> publications.find(key, name).stream())
                .findFirst();
    }

    private @Nullable FileStatus status(String key, Path owner, boolean many) {
        return many
                ? files.dataset(key).map(DatasetRecord::status).orElse(null)
                : files.find(owner).map(SourceRecord::status).orElse(null);
    }

    private @Nullable String obstacle(String key, @Nullable FileStatus status) {
        if (!TargetKeys.of(target).take(key)) {
            return LateExamination.notTaken(target.name());
        } else if (status == null) {
            return "it was never archived";
        } else if (status != FileStatus.COMPLETED) {
            return "it is " + status + ", and goes to all of its targets when it is done";
        }
        Optional<Publication> own = publications.find(key, target.name());
        Optional<Publication> other = source(key);
        if (other.isEmpty()) {
            return own.isPresent() && !again
                    ? has(own.get())
                    : "no other target has its archive, from which it could be copied; bring its source back to its place, and"
                            + " archive it once more: caravan archive PATH --force";
        }
        boolean same =
                own.isPresent() && own.get().version().compareTo(other.get().version()) >= 0;
        return same && !again ? has(own.get()) : null;
    }

    private String has(Publication publication) {
        return "target " + target.name() + " has it since " + publication.at();
    }

    /** What stands for it: of a directory, the directory itself. */
    private Decision copy(String key, Path owner, Publication from) {
        Path root = rules.rootOf(owner).orElseThrow();
        Dataset dataset = Dataset.found(key, root, new SourceFile(owner, from.bytes(), Instant.EPOCH))
                .with(rules.labels(owner));
        return Decision.publish(dataset, "its archive is copied from target " + from.target());
    }
}
