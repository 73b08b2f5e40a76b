package dev.caravan.s3.send;

import dev.caravan.converter.BadInputException;
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

/**
 * Does what a {@link SendOrder} says, as the service would: what is there already is not sent again, `metadata.json` is sent last, and each
 * object is proven. It remembers nothing: an upload in parts that does not come to its end is aborted.
 */
public final class Sender implements AutoCloseable {
    private final SendOrder order;
    private final S3Connections connections;
    private final S3Connection connection;

    /** @throws BadInputException the order names what cannot be */
    public Sender(SendOrder order) {
        this.order = order;
        try {
            TargetSettings target = order.target().settings();
            PublishSettings settings = order.limits().settings(target);
            this.connections = new S3Connections(settings, null);
            this.connection = connections.open(target);
        } catch (InvalidSettingException e) {
            throw new BadInputException("the order: " + e.getMessage(), e);
        }
    }

    /**
     * Sends.
     *
     * @throws BadInputException a file is not there, or not as it was when it was ordered
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     */
    public void send(TransferListener listener) throws IOException {
        order.requireFiles();
        Transfer transfer = new Transfer(connections, connection, listener);
        new PlainLayout(connection, transfer, listener).publish(order.local());
    }

    /** Fails the requests that are under way, from any thread. */
    public void giveUp() {
        connection.close();
    }

    @Override
    public void close() {
        connection.close();
        connections.close();
    }
}
