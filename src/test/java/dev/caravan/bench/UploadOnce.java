package dev.caravan.bench;

import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/**
 * Uploads a directory as the service does: address, access key, secret key, bucket, prefix, directory, and how: `embedded` as to the
 * server that the service runs itself, `far` as to any other one. When there is one more directory it uploads that some times before, to other prefixes,
 * and says what the last upload took by itself, which is what one takes in a service that is running.
 */
public final class UploadOnce {
    private static final int WARM_UPS = 3;

    private UploadOnce() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean again = !args[7].isEmpty();
        for (int time = 0; again && time < WARM_UPS; time++) {
            upload(args, Path.of(args[7]), "/before" + time);
        }
        UploadCost.settle();
        long began = System.nanoTime();
        long processor = processorNanos();
        upload(args, Path.of(args[5]), "/measured");
        if (again) {
            System.out.printf(
                    Locale.ROOT,
                    "%s %.2f %.2f 0 %d%n",
                    UploadCost.MEASURED,
                    (System.nanoTime() - began) / 1e9,
                    (processorNanos() - processor) / 1e9,
                    largestKilobytes());
        }
    }

    private static void upload(String[] args, Path directory, String suffix) throws IOException {
        EmbeddedServer server = new EmbeddedServer(URI.create(args[0]), args[1], Secret.of(args[2]));
        ATarget target =
                ATarget.named("bench").bucket(args[3]).prefix(args[4] + suffix).acl("");
        if (args[6].equals("far")) {
            target.at(URI.create(args[0])).keys(args[1], Secret.of(args[2]));
        }
        PublishSettings settings = new PublishSettings(List.of(target.build()), 1, DataSize.ofMegabytes(64), Map.of());
        try (S3Connections connections = new S3Connections(settings, server)) {
            send(connections, settings, directory);
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long largestKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
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
}
