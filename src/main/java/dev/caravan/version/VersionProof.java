package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.Manifest.PublishedObject;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.limit.ParallelWork;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Proves that all of a version is in a target: each object that its manifest names, with its size, and with its checksum where
 * the server shows one. Where it shows none, objects up to a size are read. Of a version of many objects a list is asked for, which has
 * names and sizes and no checksum of ours; each by itself, some at a time, only when objects are to be read, or the server lists nothing.
 */
final class VersionProof {
    private static final Logger LOG = LoggerFactory.getLogger(VersionProof.class);
    /** More are not asked for one after the other. */
    private static final int MANY = 16;

    private static final int AT_A_TIME = 8;

    private final VersionedDataset dataset;
    private final long readUpTo;

    /** @param readUpTo bytes; larger objects whose checksum the server does not show are proven by their size */
    VersionProof(VersionedDataset dataset, long readUpTo) {
        this.dataset = dataset;
        this.readUpTo = readUpTo;
    }

    /** @throws DamagedVersionException naming the first object that is missing or another */
    void require(Manifest manifest) throws IOException {
        String directory = dataset.directory(manifest.version());
        if (manifest.objects().size() > MANY) {
            Optional<Map<String, Long>> sizes = listed(manifest);
            if (sizes.isPresent()) {
                requireListed(manifest, directory, sizes.get());
            }
            if (sizes.isEmpty() || readUpTo > 0) {
                requireEach(manifest, directory);
            }
            return;
        }
        for (PublishedObject object : manifest.objects()) {
            prove(object.key(directory), object);
        }
    }

    /** Sizes by key; empty when the server does not let us list. */
    private Optional<Map<String, Long>> listed(Manifest manifest) {
        Map<String, Long> sizes = new HashMap<>();
        try {
            dataset.objects(manifest.version()).forEach(object -> sizes.put(object.key(), object.size()));
            return Optional.of(sizes);
        } catch (PublishException e) {
            LOG.debug("asking for each object instead: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void requireListed(Manifest manifest, String directory, Map<String, Long> sizes)
            throws DamagedVersionException {
        for (PublishedObject object : manifest.objects()) {
            String key = object.key(directory);
            Long size = sizes.get(key);
            if (size == null) {
                throw damaged(key, "is missing");
            }
            if (size != object.size()) {
                throw damaged(key, "has " + size + " bytes, expected are " + object.size());
            }
        }
    }

    private void requireEach(Manifest manifest, String directory) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try (ParallelWork work = new ParallelWork(threads, () -> AT_A_TIME)) {
            for (PublishedObject object : manifest.objects()) {
                work.start(() -> prove(object.key(directory), object));
            }
            work.await();
        } finally {
            threads.shutdown();
        }
    }

    private void prove(String key, PublishedObject expected) throws IOException {
        Optional<HeadObjectResponse> found = dataset.connection().find(key);
        if (found.isEmpty()) {
            throw damaged(key, "is missing");
        }
        HeadObjectResponse head = found.get();
        if (head.contentLength() == null || head.contentLength() != expected.size()) {
            throw damaged(key, "has " + head.contentLength() + " bytes, expected are " + expected.size());
        }
        String checksum = head.checksumCRC64NVME();
        if (checksum != null && !checksum.contains("-")) {
            same(key, "CRC64NVME", expected.crc64nvme(), checksum);
        } else if (expected.size() > 0 && expected.size() <= readUpTo) {
            same(key, "SHA-256", expected.sha256(), sha256(key, expected.size()));
        }
    }

    private void same(String key, String what, String expected, String found) throws DamagedVersionException {
        if (!expected.equals(found)) {
            throw damaged(key, "has the " + what + " " + found + ", expected is " + expected);
        }
    }

    private DamagedVersionException damaged(String key, String what) {
        return new DamagedVersionException("target '" + dataset.target() + "': " + key + " " + what);
    }

    private String sha256(String key, long size) throws IOException {
        try (InputStream content = new S3Objects(dataset.connection()).open(key, 0, size - 1);
                DigestInputStream digested = new DigestInputStream(content, digest())) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
