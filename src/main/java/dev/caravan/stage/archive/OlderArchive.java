package dev.caravan.stage.archive;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The archive that a dataset had in the plain layout before its new one. One that was compressed otherwise has another name, and would
 * stay for ever.
 *
 * @param key of it; empty when there was none, or when what was there cannot be read
 */
record OlderArchive(Optional<String> key) {

    /** Before the new manifest is written. */
    static OlderArchive of(S3Objects objects, ArchivePlace place, String dataset) throws IOException {
        Optional<SmallObject> manifest = objects.read(place.manifest(), ManifestJson.MOST_BYTES);
        if (manifest.isEmpty()) {
            return new OlderArchive(Optional.empty());
        }
        try {
            Manifest before = ManifestJson.read(manifest.get().content(), place.manifest());
            boolean archive =
                    before.dataset().equals(dataset) && before.profile().equals(ExpectedArchive.PROFILE);
            return new OlderArchive(before.objects().stream()
                    .map(object -> object.key(place.directory()))
                    .filter(key -> archive && place.mayBe(key) && !key.equals(place.key()))
                    .findFirst());
        } catch (ManifestException e) {
            return new OlderArchive(Optional.empty());
        }
    }

    /** When the new manifest is there. */
    void delete(S3Objects objects) throws IOException {
        if (key.isPresent()) {
            objects.delete(List.of(key.get()));
        }
    }
}
