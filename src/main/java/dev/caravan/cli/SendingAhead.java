package dev.caravan.cli;

import dev.caravan.s3.TransferListener;
import dev.caravan.s3.send.AheadOrder;
import dev.caravan.s3.send.AheadSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Sends an octree that has just been made ahead of the service. What fails is said, and is no failure: the service sends what is missing. */
final class SendingAhead {
    private final List<Path> orders;
    private final PrintWriter err;

    SendingAhead(List<Path> orders, PrintWriter err) {
        this.orders = orders;
        this.err = err;
    }

    void send(Path octree) {
        for (Path file : orders) {
            try {
                AheadOrder order = AheadOrder.read(file);
                int objects = new AheadSender(order).send(octree, listener());
                say("sent ahead to target %s: %d objects"
                        .formatted(order.target().name(), objects));
            } catch (IOException | RuntimeException e) {
                say("warning: not sent ahead (" + file + "), it will be sent afterwards: " + e.getMessage());
            }
        }
    }

    private TransferListener listener() {
        return new TransferListener() {
            @Override
            public synchronized void note(String line) {
                say(line);
            }
        };
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
