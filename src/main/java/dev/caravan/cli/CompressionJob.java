package dev.caravan.cli;

import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.las.LasComparison;
import dev.caravan.las.LasFile;
import dev.caravan.las.Recompression;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes one file anew: to a name for the time being, proves it, and gives it its name. */
record CompressionJob(
        boolean compressed,
        boolean replace,
        BooleanSupplier cancelled,
        PrintWriter out,
        PrintWriter err,
        @Nullable StepLines progress) {

    /** @return whether the target is there and equals its source; why not is said */
    boolean run(Path source, Path target) throws IOException {
        if (!replace && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        LasFile file = LasFile.open(source);
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            return run(file, unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private boolean run(LasFile source, Path unfinished, Path target) throws IOException {
        LongConsumer writing = steps(compressed ? "compress" : "decompress", source);
        Recompression.write(source, unfinished, compressed, writing)
                .forEach(warning -> err.println("warning: " + source.path() + ": " + warning));
        err.flush();
        LasFile result = LasFile.open(unfinished);
        Optional<String> difference = LasComparison.firstDifference(source, result, steps("compare", source));
        if (difference.isPresent()) {
            err.println("error: " + source.path() + " did not come back the same: " + difference.get());
            err.flush();
            return false;
        }
        Files.move(unfinished, target, moving());
        print(target, source.header().points(), source.size(), result.size());
        return true;
    }

    private CopyOption[] moving() {
        return replace ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0];
    }

    private LongConsumer steps(String phase, LasFile source) {
        return done -> {
            if (cancelled.getAsBoolean()) {
                throw new ConversionCancelledException();
            }
            if (progress != null) {
                progress.line(phase, done, source.header().points());
            }
        };
    }

    private void print(Path target, long points, long before, long after) {
        out.printf(
                Locale.ROOT,
                "%s: %,d points, %,d bytes, %.1f %% of %,d%n",
                target,
                points,
                after,
                100.0 * after / before,
                before);
        out.flush();
    }
}
