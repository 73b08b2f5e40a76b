package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the files that manifests name. Paths count from the manifest's directory; absolute ones are allowed. Each must
 * lie in the source directory, by its name and in truth: neither `..` nor a symbolic link leads out of it, nor into another
 * source. What is named twice, also by a link, is taken once.
 */
final class ManifestMembers {
    private final Source source;
    private final Set<Path> otherRoots;

    /** @param otherRoots real paths of the other sources */
    ManifestMembers(Source source, Set<Path> otherRoots) {
        this.source = source;
        this.otherRoots = otherRoots;
    }

    MemberList of(Path manifest) {
        try {
            return of(manifest, Manifest.parse(ManifestText.lines(manifest)));
        } catch (ManifestException e) {
            return new MemberList(List.of(), List.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new MemberList(List.of(), List.of("it cannot be read: " + Cause.of(e)));
        }
    }

    private MemberList of(Path manifest, List<ManifestLine> lines) throws IOException {
        MemberRule rule = MemberRule.of(source, otherRoots);
        LineFiles files = new LineFiles(source, rule, manifest);
        Map<Path, SourceFile> members = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (ManifestLine line : lines) {
            try {
                for (Path path : files.of(line)) {
                    members.putIfAbsent(path.toRealPath(), SourceFile.read(path));
                }
            } catch (ManifestException e) {
                problems.add(line.problem(String.valueOf(e.getMessage())));
            } catch (IOException e) {
                problems.add(line.problem("'" + line.text() + "' cannot be read: " + Cause.of(e)));
            }
        }
        return new MemberList(List.copyOf(members.values()), problems);
    }
}
