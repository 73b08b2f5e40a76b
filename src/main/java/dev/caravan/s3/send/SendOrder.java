package dev.caravan.s3.send;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What another process is to send to a target: a JSON file without secrets, which lies where both see it. It says all: the sender has no
 * settings of its own but its credentials.
 *
 * @param format {@link #FORMAT}
 * @param target where to
 * @param limits how
 * @param objects what, metadata last
 */
public record SendOrder(String format, OrderedTarget target, OrderedLimits limits, List<OrderedObject> objects) {
    /** Changes whenever a reader of the former would misunderstand it. */
    public static final String FORMAT = "caravan-send-1";

    public SendOrder {
        OrderJson.requireFormat(format, FORMAT);
        objects = List.copyOf(objects);
        boolean metadataIsLast = !objects.isEmpty()
                && objects.get(objects.size() - 1).metadata()
                && objects.stream().filter(OrderedObject::metadata).count() == 1;
        if (!metadataIsLast) {
            throw new InvalidSettingException(
                    "objects", objects.size() + " objects", "a list whose last object, and no other, is the metadata");
        }
        for (OrderedObject object : objects) {
            if (!object.key().startsWith(target.prefix()) || object.key().isEmpty()) {
                throw new InvalidSettingException(
                        "objects.key", object.key(), "a key that begins with the prefix '" + target.prefix() + "'");
            }
            if (!Path.of(object.file()).isAbsolute()) {
                throw new InvalidSettingException("objects.file", object.file(), "an absolute path");
            }
            if (object.size() < 0 || object.partSize() < 1) {
                throw new InvalidSettingException(
                        "objects.size", object.size() + " in parts of " + object.partSize(), "numbers of bytes");
            }
        }
    }

    /**
     * Orders an octree.
     *
     * @param target as its objects are to be sent
     * @param objects metadata last
     */
    public static SendOrder of(PublishSettings settings, TargetSettings target, List<LocalObject> objects) {
        return new SendOrder(
                FORMAT,
                OrderedTarget.of(target),
                OrderedLimits.of(settings),
                objects.stream().map(OrderedObject::of).toList());
    }

    public void write(Path file) throws IOException {
        OrderJson.write(file, this);
    }

    /** @throws BadInputException it is no order; the message says where and why */
    public static SendOrder read(Path file) throws IOException {
        return OrderJson.read(file, SendOrder.class, FORMAT, "order to send");
    }

    /** Of all objects. */
    public long bytes() {
        return objects.stream().mapToLong(OrderedObject::size).sum();
    }

    List<LocalObject> local() {
        return objects.stream().map(OrderedObject::local).toList();
    }

    void requireFiles() throws IOException {
        for (OrderedObject object : objects) {
            object.requireFile();
        }
    }
}
