package dev.caravan.bench;

import dev.caravan.s3.ATarget;
import dev.caravan.s3.EmbeddedServer;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import dev.caravan.setting.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** Uploads a directory as the service does, and ends: address, access key, secret key, bucket, prefix, directory, times. */
public final class UploadOnce {
    private UploadOnce() {}

    public static void main(String[] args) throws IOException {
        for (int time = 0; time < (args.length > 6 ? Integer.parseInt(args[6]) : 1); time++) {
            long began = System.nanoTime();
            PublishSettings settings = settings(args[3], args[4] + (time == 0 ? "" : "-" + time));
            EmbeddedServer server = new EmbeddedServer(URI.create(args[0]), args[1], Secret.of(args[2]));
            try (S3Connections connections = new S3Connections(settings, server)) {
                send(connections, settings, Path.of(args[5]));
            }
            System.out.printf("%.2f s within the JVM%n", (System.nanoTime() - began) / 1e9);
        }
    }

    private static void send(S3Connections connections, PublishSettings settings, Path directory) throws IOException {
        TargetSettings target = settings.targets().get(0);
        List<LocalObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                long size = Files.size(file);
                String key = target.prefix() + file.getFileName();
                long partSize = settings.partSize(target, key, size);
                objects.add(new LocalObject(file, key, size, "application/octet-stream", partSize, false));
            }
        }
        try (S3Connection connection = connections.open(target)) {
            new Transfer(connections, connection, new TransferListener() {}).send(objects);
        }
    }

    private static PublishSettings settings(String bucket, String prefix) {
        TargetSettings target =
                ATarget.named("bench").bucket(bucket).prefix(prefix).acl("").build();
        return new PublishSettings(List.of(target), 1, DataSize.ofMegabytes(64), Map.of());
    }
}
