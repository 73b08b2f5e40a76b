package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.TargetKeys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of what can be published with the octree that is on disk, or copied as an archive, that which one target lacks. */
final class LateExamination implements Examiner {
    private final LateArchives archives;
    private final Examination examination;
    private final FileStore files;
    private final PublicationStore publications;
    private final String target;
    private final TargetKeys keys;

    LateExamination(
            LateArchives archives,
            Examination examination,
            FileStore files,
            PublicationStore publications,
            String target,
            TargetKeys keys) {
        this.archives = archives;
        this.examination = examination;
        this.files = files;
        this.publications = publications;
        this.target = target;
        this.keys = keys;
    }

    @Override
    public Optional<Decision> decide(String path) {
        Optional<Path> archived = archived(path);
        if (archived.isPresent()) {
            return archives.decide(archived.get());
        }
        return examination.decide(path).map(decision -> {
            Dataset dataset = decision.dataset();
            String obstacle = dataset == null ? null : obstacle(dataset);
            return obstacle == null ? decision : Decision.skip(decision.path(), decision.key(), obstacle);
        });
    }

    static String notTaken(String target) {
        return "target " + target + " does not take it (caravan.publish.targets[" + target + "].include, exclude)";
    }

    private Optional<Path> archived(String path) {
        try {
            return Optional.of(Path.of(path)).filter(archives::hold);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private @Nullable String obstacle(Dataset dataset) {
        FileStatus status = status(dataset);
        if (!keys.take(dataset.key())) {
            return notTaken(target);
        } else if (status != FileStatus.COMPLETED) {
            return "it is " + status + ", and goes to all of its targets when it is done";
        }
        Octree octree = dataset.requireOctree();
        return publications
                .find(dataset.key(), target)
                .filter(publication -> isOf(publication, octree))
                .map(publication -> "target " + target + " has it since " + publication.at())
                .orElse(null);
    }

    /** An octree is published after it was proven, and not again. */
    private static boolean isOf(Publication publication, Octree octree) {
        return octree.provenAt() != null && !publication.at().isBefore(octree.provenAt());
    }

    private @Nullable FileStatus status(Dataset dataset) {
        return dataset.group() == null
                ? files.find(dataset.target()).map(SourceRecord::status).orElse(null)
                : files.dataset(dataset.key()).map(DatasetRecord::status).orElse(null);
    }
}
