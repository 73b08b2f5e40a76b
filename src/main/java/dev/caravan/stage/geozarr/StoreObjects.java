package dev.caravan.stage.geozarr;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.ObjectTooLargeException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns a store into the objects that it becomes. */
final class StoreObjects {
    private final PublishSettings settings;
    private final ContentTypes types;

    StoreObjects(PublishSettings settings) {
        this.settings = settings;
        this.types = new ContentTypes(settings.contentTypes());
    }

    /**
     * Every file of the store, the root's metadata last.
     *
     * @param directory key of the store itself, with the target's prefix and a slash at its end
     * @throws BadInputException S3 cannot have such a key
     */
    List<LocalObject> list(Path store, String directory, TargetSettings target) throws IOException {
        List<LocalObject> objects = new ArrayList<>();
        for (StoreFiles.Named file : StoreFiles.below(store)) {
            objects.add(object(file, directory + file.name(), target));
        }
        objects.sort(Comparator.comparing(LocalObject::isMetadata).thenComparing(LocalObject::key));
        return objects;
    }

    private LocalObject object(StoreFiles.Named file, String key, TargetSettings target) throws IOException {
        int bytes = ObjectNames.bytes(key);
        if (bytes > ObjectNames.LONGEST_KEY) {
            throw new BadInputException(
                    "the key '" + key + "' has " + bytes + " bytes, S3 allows " + ObjectNames.LONGEST_KEY);
        }
        try {
            long size = Files.size(file.path());
            return new LocalObject(
                    file.path(),
                    key,
                    size,
                    GeoZarrManifest.type(types, file.name()),
                    settings.partSize(target, key, size),
                    StoreFiles.isEntrance(file.name()));
        } catch (ObjectTooLargeException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
