package dev.caravan.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Reads every file of a listing once, for its hash. */
public final class SourceHashes {
    private static final int BUFFER = 1 << 18;

    private final LongConsumer read;
    private final BooleanSupplier cancelled;

    /**
     * @param read is told how many more bytes have been read
     * @param cancelled is asked now and then
     */
    public SourceHashes(LongConsumer read, BooleanSupplier cancelled) {
        this.read = read;
        this.cancelled = cancelled;
    }

    /** @throws ChangedSourceException when a file is not as it was listed, before or after it was read */
    public ArchiveListing of(ArchiveListing listing) throws IOException {
        byte[] buffer = new byte[BUFFER];
        List<ArchiveEntry> hashed = new ArrayList<>();
        for (ArchiveEntry entry : listing.entries()) {
            hashed.add(entry.isFile() ? entry.hashed(sha256(entry, buffer)) : entry);
        }
        return new ArchiveListing(hashed);
    }

    private String sha256(ArchiveEntry entry, byte[] buffer) throws IOException {
        ListedFile file = new ListedFile(entry);
        file.mustBeUnchanged();
        Sha256 sha256 = new Sha256();
        try (InputStream in = Files.newInputStream(entry.path())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.add(buffer, 0, n);
                read.accept(n);
                if (cancelled.getAsBoolean()) {
                    throw new InterruptedIOException("the reading of '" + entry.path() + "' was cancelled");
                }
            }
        }
        file.mustBeUnchanged();
        return sha256.hex();
    }
}
