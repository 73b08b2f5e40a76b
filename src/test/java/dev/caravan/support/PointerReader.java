package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who opens the newest version of a dataset again and again: the pointer, the manifest that it names, then
 * each object that the manifest names, all bytes of it.
 */
public final class PointerReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final Set<String> versions = new LinkedHashSet<>();
    private final AtomicLong rounds = new AtomicLong();
    private final URI pointer;
    private final Thread thread = new Thread(this::read, "pointer-reader");
    private final Duration pause;
    private volatile boolean ended;
    private long sequence;

    /** Without a pause. */
    public PointerReader(URI pointer) {
        this(pointer, Duration.ZERO);
    }

    /** @param pause between two times */
    public PointerReader(URI pointer, Duration pause) {
        this.pointer = pointer;
        this.pause = pause;
        thread.setDaemon(true);
        thread.start();
    }

    /** What a reader would have stumbled on. */
    public Set<String> faults() {
        return Set.copyOf(faults);
    }

    /** Those that were read whole, in the order in which they were live. */
    public synchronized Set<String> versions() {
        return new LinkedHashSet<>(versions);
    }

    /** How often a version was read from its pointer to its last byte. */
    public long rounds() {
        return rounds.get();
    }

    private void read() {
        while (!ended) {
            try {
                HttpResponse<byte[]> latest = get(pointer);
                if (latest.statusCode() == 200) {
                    open(json.readTree(latest.body()));
                } else if (sequence > 0) {
                    faults.add(pointer + " answers " + latest.statusCode());
                }
                Thread.sleep(pause.toMillis());
            } catch (IOException | RuntimeException e) {
                faults.add(pointer + ": " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void open(JsonNode latest) throws IOException, InterruptedException {
        long now = latest.path("sequence").asLong();
        if (now < sequence) {
            faults.add("the pointer went back from " + sequence + " to " + now);
        }
        sequence = now;
        URI address = pointer.resolve(latest.path("manifest").asText());
        HttpResponse<byte[]> manifest = get(address);
        if (manifest.statusCode() != 200) {
            faults.add(address + " answers " + manifest.statusCode());
            return;
        }
        for (JsonNode object : json.readTree(manifest.body()).path("objects")) {
            check(address.resolve(object.path("name").asText()), object);
        }
        rounds.incrementAndGet();
        synchronized (this) {
            versions.add(latest.path("version").asText());
        }
    }

    private void check(URI address, JsonNode expected) throws IOException, InterruptedException {
        HttpResponse<byte[]> found = get(address);
        if (found.statusCode() != 200) {
            faults.add(address + " answers " + found.statusCode());
        } else if (found.body().length != expected.path("size").asLong()) {
            faults.add(address + " has " + found.body().length + " bytes instead of " + expected.path("size"));
        } else if (!sha256(found.body()).equals(expected.path("sha256").asText())) {
            faults.add(address + " is not what its manifest says");
        }
    }

    private HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
