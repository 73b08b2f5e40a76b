package dev.caravan.stage.scan;

import dev.caravan.setting.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest says. Empty lines, and lines that begin with `#`, say nothing. There are two kinds:
 *
 * <ul>
 *   <li>a list: each line is a path or a pattern ({@link Glob}), as it stands
 *   <li>a metacloud: its first line is the name of a section; see {@link Metacloud}
 * </ul>
 */
final class Manifest {

    private Manifest() {}

    /** @throws ManifestException when it names nothing, or is a metacloud that cannot be read */
    static List<ManifestLine> parse(List<String> lines) throws ManifestException {
        List<ManifestLine> said = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            if (!text.isEmpty() && !text.startsWith("#")) {
                said.add(new ManifestLine(i + 1, text, true));
            }
        }
        if (!said.isEmpty() && Metacloud.isSection(said.get(0).text())) {
            said = Metacloud.files(said);
        }
        if (said.isEmpty()) {
            throw new ManifestException("it names no file");
        }
        return said;
    }
}
