package dev.caravan.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;

/** A file of a listing, which must stay as it was listed while an archive is made of it. */
record ListedFile(ArchiveEntry entry) {

    /** @throws ChangedSourceException when size or modification time are others, or it is gone */
    void mustBeUnchanged() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(entry.path(), BasicFileAttributes.class);
            if (now.size() != entry.size()
                    || !now.lastModifiedTime().toInstant().equals(entry.modified())) {
                throw changed(now.size() + " bytes of " + now.lastModifiedTime().toInstant());
            }
        } catch (NoSuchFileException e) {
            throw changed("nothing in its place");
        }
    }

    /** @throws ChangedSourceException when the content is another, although size and time are the same */
    void mustHave(String sha256) throws ChangedSourceException {
        if (entry.sha256() != null && !entry.sha256().equals(sha256)) {
            throw new ChangedSourceException(entry.path(), "SHA-256 " + entry.sha256(), "SHA-256 " + sha256);
        }
    }

    ChangedSourceException changed(String found) {
        return new ChangedSourceException(entry.path(), entry.size() + " bytes of " + entry.modified(), found);
    }
}
