package dev.caravan.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which version of a dataset is live, as the files of the embedded S3 server show it. */
public final class LiveVersion {
    private LiveVersion() {}

    /** @param dataset directory of the dataset in the bucket */
    public static String name(Path dataset) {
        try {
            return new ObjectMapper()
                    .readTree(Files.readAllBytes(dataset.resolve("latest.json")))
                    .path("version")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the version that is live. */
    public static Path directory(Path dataset) {
        return dataset.resolve(name(dataset));
    }
}
