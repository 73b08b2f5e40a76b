package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.las.LasFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.camel.Body;

/**
 * What can be seen in the header before a command spends hours on it: PotreeConverter claims success for truncated and for empty
 * files. Files that are not called `.las` or `.laz` are another command's business.
 */
public class Preflight {

    public Dataset check(@Body Dataset dataset) throws IOException {
        for (SourceFile source : dataset.sources()) {
            if (isPointCloud(source.path())) {
                check(LasFile.open(source.path()));
            }
        }
        return dataset;
    }

    private static void check(LasFile file) {
        long points = file.header().points();
        if (points == 0) {
            throw new BadInputException(
                    file.path() + ": 'number of point records' is 0; an octree needs at least one point");
        }
        if (file.laszip() == null && file.capacity() < points) {
            throw new BadInputException("%s: truncated: 'number of point records' is %d, but the file has room for %d"
                    .formatted(file.path(), points, file.capacity()));
        }
    }

    private static boolean isPointCloud(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".las") || name.endsWith(".laz");
    }
}
