package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Sees to it that what is converted is the version that was claimed. */
public class Sources {

    /** Gives the dataset back when each of its files, the manifest among them, is still as it was claimed. */
    public Dataset mustBeUnchanged(Dataset dataset) throws IOException {
        for (SourceFile claimed : dataset.files()) {
            SourceFile present = present(claimed);
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

    private static SourceFile present(SourceFile claimed) throws IOException {
        try {
            return SourceFile.read(claimed.path());
        } catch (NoSuchFileException e) {
            throw new BadInputException(claimed.path() + " does not exist any more; put it back, or leave it", e);
        }
    }
}
