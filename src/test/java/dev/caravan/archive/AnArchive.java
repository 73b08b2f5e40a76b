package dev.caravan.archive;

import dev.caravan.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes archives and their manifests of what lies on disk. */
public final class AnArchive {

    private AnArchive() {}

    static ArchiveListing listing(Path source) throws IOException {
        return new SourceHashes(bytes -> {}, () -> false).of(unhashed(source));
    }

    static ArchiveListing unhashed(Path source) throws IOException {
        return new SourceTree(source, path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path), () -> false)
                .list();
    }

    static ArchiveContent content(ArchiveListing listing, Compression compression, int threads) {
        return new ArchiveContent(listing, compression, 3, threads, bytes -> {});
    }

    public static byte[] of(Path source, Compression compression) throws IOException {
        return bytes(content(listing(source), compression, 2));
    }

    static byte[] bytes(ArchiveContent content) throws IOException {
        try (InputStream in = content.open()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    public static Manifest manifest(Path source, byte[] archive, Compression compression) throws IOException {
        return manifest(source, listing(source), archive, compression);
    }

    static Manifest manifest(Path source, ArchiveListing listing, byte[] archive, Compression compression) {
        Sha256 sha256 = new Sha256();
        sha256.add(archive, 0, archive.length);
        List<Manifest.Source> sources = listing.files()
                .map(entry -> new Manifest.Source(
                        entry.path().toString(), entry.size(), entry.modified(), String.valueOf(entry.sha256())))
                .toList();
        return new Manifest(
                Manifest.FORMAT,
                source.getFileName().toString(),
                ExpectedArchive.PROFILE,
                "20260101T000000Z-00000000",
                Instant.EPOCH,
                Files.isDirectory(source) ? "directory" : "file",
                source.toString(),
                null,
                sources,
                new Manifest.Producer("caravan", "", Map.of()),
                null,
                List.of(new Manifest.PublishedObject(
                        source.getFileName() + compression.extension(),
                        archive.length,
                        compression.mediaType(),
                        sha256.hex(),
                        "")));
    }
}
