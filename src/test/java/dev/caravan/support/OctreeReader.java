package dev.caravan.support;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who asks again and again for published octrees, as a viewer does: `metadata.json` first. As soon as that is
 * there the whole octree has to be.
 */
public final class OctreeReader implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Set<URI> watched = ConcurrentHashMap.newKeySet();
    private final Set<URI> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final Path directory;
    private final long points;

    /**
     * @param directory for what was downloaded last
     * @param points that each octree has
     */
    public OctreeReader(Path directory, long points) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.points = points;
        thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param octree address of the three files, with a slash at its end */
    public void watch(URI octree) {
        watched.add(octree);
    }

    /** Those that were there once, and whole. */
    public Set<URI> seen() {
        return Set.copyOf(seen);
    }

    /** What a viewer would have stumbled on. */
    public Set<String> faults() {
        return Set.copyOf(faults);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        for (URI octree : watched) {
            try {
                if (download(octree, "metadata.json") == 200) {
                    inspect(octree);
                } else if (seen.contains(octree)) {
                    faults.add(octree + " has gone again");
                }
            } catch (IOException | RuntimeException e) {
                faults.add(octree + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void inspect(URI octree) throws IOException, InterruptedException {
        int hierarchy = download(octree, "hierarchy.bin");
        int nodes = download(octree, "octree.bin");
        if (hierarchy != 200 || nodes != 200) {
            faults.add(octree + ": metadata.json is there, hierarchy.bin is " + hierarchy + ", octree.bin " + nodes);
            return;
        }
        VerificationReport report = OctreeVerifier.verify(directory, OptionalLong.of(points));
        if (report.passed()) {
            seen.add(octree);
        } else {
            faults.add(octree + ": " + report.failures());
        }
    }

    private int download(URI octree, String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(octree.resolve(name)).timeout(PATIENCE).build();
        return http.send(
                        request,
                        HttpResponse.BodyHandlers.ofFile(directory.resolve(name), CREATE, WRITE, TRUNCATE_EXISTING))
                .statusCode();
    }
}
