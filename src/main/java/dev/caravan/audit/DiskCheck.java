package dev.caravan.audit;

import dev.caravan.dataset.SourceFile;
import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares what a dataset was made of, and its octree, with what lies on disk. Nothing of it is read. */
final class DiskCheck {
    private static final String SCAN = "the next scan takes what has changed";
    private static final String GONE = "none: what is published stays";
    private static final String NO_OCTREE =
            "none: what is published does not need it; it is made when the dataset is converted again";

    private DiskCheck() {}

    static List<AuditFinding> of(String target, Manifest manifest, DatasetStanding standing) throws IOException {
        List<AuditFinding> findings = new ArrayList<>();
        for (Manifest.Source source : manifest.sources()) {
            Path path = place(source, manifest, standing);
            String expected = source.size() + " bytes of " + source.modified();
            try {
                SourceFile now = SourceFile.read(path);
                if (now.size() != source.size() || !now.modified().equals(source.modified())) {
                    String found = now.size() + " bytes of " + now.modified();
                    findings.add(
                            finding(AuditFinding.CHANGED, "source", target, manifest, path, found, expected, SCAN));
                }
            } catch (NoSuchFileException e) {
                findings.add(
                        finding(AuditFinding.MISSING, "source", target, manifest, path, "nothing", expected, GONE));
            }
        }
        Path octree = standing.octree();
        if (octree != null && !Files.isRegularFile(octree.resolve("metadata.json"))) {
            findings.add(finding(
                    AuditFinding.MISSING, "octree", target, manifest, octree, "nothing", "the octree", NO_OCTREE));
        }
        return findings;
    }

    /** In the completed directory, when it was moved to it. */
    private static Path place(Manifest.Source source, Manifest manifest, DatasetStanding standing) {
        Path path = Path.of(source.path());
        Path target = Path.of(manifest.target());
        Path completed = standing.completed();
        if (completed == null || !path.startsWith(target)) {
            return path;
        }
        return path.equals(target) ? completed : completed.resolve(target.relativize(path));
    }

    private static AuditFinding finding(
            String kind,
            String thing,
            String target,
            Manifest manifest,
            Path place,
            String found,
            String expected,
            String repair) {
        return new AuditFinding(
                kind, thing, target, manifest.dataset(), place.toString(), found, expected, repair, false);
    }
}
