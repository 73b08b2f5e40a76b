package dev.caravan.s3.send;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PlainLayout;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Does what an {@link AheadOrder} says. What is there already is not sent again; nothing of it can be seen by a reader until the service adds the metadata. */
public final class AheadSender {
    private final AheadOrder order;

    public AheadSender(AheadOrder order) {
        this.order = order;
    }

    /**
     * Sends.
     *
     * @param octree directory of a whole octree
     * @return how many objects there are at the target now, the metadata not counted
     * @throws BadInputException the order names what cannot be
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     */
    public int send(Path octree, TransferListener listener) throws IOException {
        try {
            TargetSettings target = order.target().settings();
            PublishSettings settings = order.limits().settings(target);
            return send(octree, target, settings, listener);
        } catch (InvalidSettingException e) {
            throw new BadInputException("the order: " + e.getMessage(), e);
        }
    }

    private int send(Path octree, TargetSettings target, PublishSettings settings, TransferListener listener)
            throws IOException {
        List<LocalObject> objects = order.objects(octree, settings, target);
        try (S3Connections connections = new S3Connections(settings, null);
                S3Connection connection = connections.open(target)) {
            Transfer transfer = new Transfer(connections, connection, listener);
            new PlainLayout(connection, transfer, listener).ahead(objects, order.key() + "/" + AheadOrder.METADATA);
            return objects.size();
        }
    }
}
