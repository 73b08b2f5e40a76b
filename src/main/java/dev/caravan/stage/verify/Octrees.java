package dev.caravan.stage.verify;

import dev.caravan.converter.FullDisk;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.job.JobRun;
import dev.caravan.potree.OctreeFiles;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * The octrees that have been proven. Each knows the job that made it, so that an attempt that was killed between the rename and the
 * next stage finds its own work again.
 */
public class Octrees {
    /** Holds the job's id; publishing leaves hidden files out. */
    private static final String OWNER = ".job";

    private final Path octrees;

    public Octrees(Workspace workspace) {
        this.octrees = workspace.octrees();
    }

    /** Renames the proven octree to its place, and removes the rest of the conversion's scratch directory. */
    public Dataset keep(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Octree octree = dataset.requireOctree();
        Path place = OctreePlace.of(octrees, dataset.key());
        if (!octree.directory().equals(place)) {
            putInPlace(octree.directory(), place, run);
            Trees.delete(attempt(octree.directory()));
        }
        run.log().append("octree kept at " + place);
        run.note("octree", place.toString());
        return dataset.with(octree.at(place));
    }

    /** Where the octree of a dataset lies when it has been proven here. */
    public Path place(String datasetKey) {
        return OctreePlace.of(octrees, datasetKey);
    }

    /** Id of the job that has made the octree there; '' when nobody has noted it. */
    public static String maker(Path octree) throws IOException {
        return owner(octree);
    }

    /** Whether an octree lies there, whole as far as its names say, and this job has made it. */
    public static boolean isOf(Path octree, String job) throws IOException {
        return Stream.of(OctreeFiles.METADATA, OctreeFiles.HIERARCHY, OctreeFiles.OCTREE)
                        .allMatch(name -> Files.isRegularFile(octree.resolve(name)))
                && job.equals(owner(octree));
    }

    /** Where this job's octree is: in the scratch directory, or in its place when an earlier attempt got that far. */
    Path locate(Dataset dataset, JobRun run) throws IOException {
        Path scratch = dataset.requireOctree().directory();
        Path place = OctreePlace.of(octrees, dataset.key());
        if (Files.isDirectory(scratch)) {
            return scratch;
        }
        if (run.id().equals(owner(place))) {
            return place;
        }
        throw new FileNotFoundException("the octree is neither in " + scratch + " nor, made by this job, in " + place
                + "; convert the file again");
    }

    /** Deletes an octree that nobody may use, and with it the rest of the conversion's scratch directory. */
    void discard(Path octree) throws IOException {
        Trees.delete(octree.startsWith(octrees) ? octree : attempt(octree));
    }

    private static void putInPlace(Path made, Path place, JobRun run) throws IOException {
        try {
            replace(made, place, run);
        } catch (IOException e) {
            throw FullDisk.isSaidBy(e)
                    ? new NotEnoughDiskException(
                            "disk full: no octree can be put to " + place + " (" + e.getMessage() + ")", e)
                    : e;
        }
    }

    private static void replace(Path made, Path place, JobRun run) throws IOException {
        Path older = place.resolveSibling(".older-" + run.id());
        Files.createDirectories(place.getParent());
        Files.writeString(made.resolve(OWNER), run.id());
        if (Files.exists(place)) {
            Files.move(place, older, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(older);
    }

    /** The scratch directory of the attempt that made the octree. */
    private static Path attempt(Path octree) {
        return Objects.requireNonNull(octree.getParent(), "an octree lies in its attempt's scratch directory");
    }

    private static String owner(Path place) throws IOException {
        Path file = place.resolve(OWNER);
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }
}
