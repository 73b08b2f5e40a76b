package dev.caravan.s3.send;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a converter is to send an octree that is not there yet, ahead of the service that will prove it: a JSON file without secrets.
 *
 * @param format {@link #FORMAT}
 * @param target where to; one that keeps no versions, for the name of a version is known only when the octree has been proven
 * @param limits how
 * @param contentTypes by extension, beyond those that are built in
 * @param key of the dataset, with the target's prefix
 */
public record AheadOrder(
        String format, OrderedTarget target, OrderedLimits limits, Map<String, String> contentTypes, String key) {
    /** Changes whenever a reader of the former would misunderstand it. */
    public static final String FORMAT = "caravan-send-ahead-1";

    static final String METADATA = "metadata.json";

    public AheadOrder {
        contentTypes = Map.copyOf(contentTypes);
        OrderJson.requireFormat(format, FORMAT);
        if (!key.startsWith(target.prefix()) || key.equals(target.prefix())) {
            throw new InvalidSettingException(
                    "key", key, "a key that begins with the prefix '" + target.prefix() + "'");
        }
    }

    /** @param dataset key of the dataset */
    public static AheadOrder of(PublishSettings settings, TargetSettings target, String dataset) {
        return new AheadOrder(
                FORMAT,
                OrderedTarget.of(target),
                OrderedLimits.of(settings),
                settings.contentTypes(),
                target.prefix() + dataset);
    }

    public void write(Path file) throws IOException {
        OrderJson.write(file, this);
    }

    /** @throws BadInputException it is no such order; the message says where and why */
    public static AheadOrder read(Path file) throws IOException {
        return OrderJson.read(file, AheadOrder.class, FORMAT, "order to send ahead");
    }

    /** The objects that an octree's files become, but for its metadata. */
    List<LocalObject> objects(Path octree, PublishSettings settings, TargetSettings where) throws IOException {
        ContentTypes types = new ContentTypes(contentTypes);
        List<LocalObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(octree)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file) && !name.startsWith(".") && !name.equals(METADATA)) {
                    String object = key + "/" + name;
                    long size = Files.size(file);
                    long part = settings.partSize(where, object, size);
                    objects.add(new LocalObject(file, object, size, types.of(object), part, false));
                }
            }
        }
        return objects;
    }
}
