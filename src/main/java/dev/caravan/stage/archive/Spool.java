package dev.caravan.stage.archive;

import dev.caravan.archive.HashedOutput;
import dev.caravan.s3.SequentialContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * An archive on disk.
 *
 * @param file is written
 */
record Spool(Path file) {

    Plan.Spooled write(SequentialContent content, BooleanSupplier cancelled) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = content.open();
                HashedOutput out = new HashedOutput(Files.newOutputStream(file))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (cancelled.getAsBoolean()) {
                    throw new InterruptedIOException("the archive was cancelled");
                }
                out.write(buffer, 0, n);
            }
            out.close();
            return new Plan.Spooled(file, out.size(), out.sha256());
        }
    }
}
