package dev.caravan.cli.remote;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.archive.Restoration;
import dev.caravan.archive.RestoreListener;
import dev.caravan.converter.BadInputException;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * Restores an archive without a service: by its file and its manifest, or by their addresses.
 *
 * @param archive path or http(s) address of the archive
 * @param manifest path or http(s) address of its `caravan.json`
 * @param into the directory here that gets what was archived
 * @param overwrite whether what has its name there is replaced
 */
record LocalRestore(Place archive, Place manifest, Path into, boolean overwrite) {
    private static final String WORKSHOP = ".caravan-restore-";

    /**
     * Unpacks and proves it.
     *
     * @return what stands in the directory now
     * @throws RemoteException that says what is wrong, in which file
     */
    Path run(Screen screen) {
        ExpectedArchive expected = expected();
        Restoration restoration = new Restoration(expected, into, overwrite);
        try {
            restoration.requireRoom();
            try (InputStream content = archive.open()) {
                String workshop = WORKSHOP + ProcessHandle.current().pid();
                return restoration.restore(content, workshop, new LinkNotes(screen));
            }
        } catch (FileAlreadyExistsException e) {
            throw new RemoteException(RemoteExit.FAILED, e.getFile() + ": " + e.getReason() + " (--overwrite)");
        } catch (BadInputException e) {
            throw new RemoteException(RemoteExit.FAILED, archive + ": " + e.getMessage());
        } catch (IOException e) {
            throw new RemoteException(RemoteExit.FAILED, archive + " was not restored: " + Place.reason(e));
        }
    }

    private ExpectedArchive expected() {
        try (InputStream content = manifest.open()) {
            byte[] bytes = content.readNBytes(ManifestJson.MOST_BYTES + 1);
            if (bytes.length > ManifestJson.MOST_BYTES) {
                throw new RemoteException(
                        RemoteExit.FAILED,
                        manifest + " is no manifest: it has more than " + ManifestJson.MOST_BYTES + " bytes");
            }
            return ExpectedArchive.of(ManifestJson.read(bytes, manifest.toString()));
        } catch (ManifestException | BadInputException e) {
            throw new RemoteException(RemoteExit.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new RemoteException(RemoteExit.NOT_FOUND, manifest + " cannot be read: " + Place.reason(e));
        }
    }

    /** What is left out is said. */
    private record LinkNotes(Screen screen) implements RestoreListener {
        @Override
        public void leftOut(String link, String target) {
            screen.note(
                    "left out, because it leads out of what is restored: " + Words.printable(link + " -> " + target));
        }
    }
}
