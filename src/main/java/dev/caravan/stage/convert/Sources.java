package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Sees to it that what is converted is the version that was claimed. */
public class Sources {

    /** Gives the dataset back when each of its files, the manifest among them, is still as it was claimed. */
    public Dataset mustBeUnchanged(Dataset dataset) throws IOException {
        for (SourceFile claimed : dataset.files()) {
            SourceFile present = present(claimed, dataset.root());
            if (!present.equals(claimed)) {
                throw new BadInputException(
                        "%s has changed since it was claimed: from %d bytes of %s to %d bytes of %s; a later scan takes it as it is then"
                                .formatted(
                                        claimed.path(),
                                        claimed.size(),
                                        claimed.modified(),
                                        present.size(),
                                        present.modified()));
            }
        }
        return dataset;
    }

    /** A share that is away is nobody's fault but the share's: its files come back with it. */
    private static void requireMounted(Path root) throws IOException {
        boolean empty;
        try (Stream<Path> entries = Files.list(root)) {
            empty = entries.findAny().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            throw new IOException("the source directory " + root + " does not exist any more: is it mounted?", e);
        }
        if (empty) {
            throw new IOException("the source directory " + root + " is empty: is it mounted?");
        }
    }

    private static SourceFile present(SourceFile claimed, Path root) throws IOException {
        try {
            return SourceFile.read(claimed.path());
        } catch (NoSuchFileException e) {
            requireMounted(root);
            throw new BadInputException(claimed.path() + " does not exist any more; put it back, or leave it", e);
        }
    }
}
