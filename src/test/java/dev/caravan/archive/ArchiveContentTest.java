package dev.caravan.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveContentTest {
    @TempDir
    private Path directory;

    /** Times to 100 nanoseconds. */
    @ParameterizedTest
    @EnumSource
    void tarItselfUnpacksWhatWasArchived(Compression compression) throws Exception {
        Path source = aTree();
        Path archive =
                Files.write(directory.resolve("tree" + compression.extension()), AnArchive.of(source, compression));
        Path out = Files.createDirectory(directory.resolve("out"));

        ForeignTools.run(
                out, "tar", "-x", compression == Compression.GZIP ? "-z" : "--zstd", "-p", "-f", archive.toString());

        assertThat(ForeignTools.run(directory, "diff", "-r", "--no-dereference", source.toString(), out + "/tree"))
                .isEmpty();
        String question = "find tree -printf '%p %m %T@ %l\\n' | sed 's/\\([0-9]\\{7\\}\\)[0-9]\\{3\\} /\\1 /' | sort";
        assertThat(ForeignTools.run(out, "sh", "-c", question))
                .isEqualTo(ForeignTools.run(directory, "sh", "-c", question));
    }

    @ParameterizedTest
    @EnumSource
    void theToolThatCompressesSoTestsIt(Compression compression) throws Exception {
        Path archive =
                Files.write(directory.resolve("a" + compression.extension()), AnArchive.of(aTree(), compression));

        ForeignTools.run(directory, compression == Compression.GZIP ? "gzip" : "zstd", "-t", archive.toString());
    }

    @ParameterizedTest
    @EnumSource
    void theBytesAreTheSameEachTimeAndForAnyNumberOfThreads(Compression compression) throws IOException {
        Path source = aTree();
        ArchiveListing listing = AnArchive.listing(source);

        byte[] one = AnArchive.bytes(AnArchive.content(listing, compression, 1));

        assertThat(AnArchive.bytes(AnArchive.content(listing, compression, 3))).isEqualTo(one);
        assertThat(AnArchive.of(source, compression)).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, ParallelGzip.BLOCK - 1, ParallelGzip.BLOCK, ParallelGzip.BLOCK + 1, 3 * ParallelGzip.BLOCK})
    void gzipOfAnyLengthIsRead(int length) throws Exception {
        Path plain = Files.write(directory.resolve("plain"), randomWords(length));
        Path zipped = directory.resolve("zipped.gz");
        try (InputStream in = new ParallelGzip(Files.newInputStream(plain), 6, 2)) {
            Files.copy(in, zipped);
        }

        ForeignTools.run(directory, "sh", "-c", "gzip -dc zipped.gz | cmp - plain");
        assertThat(Files.size(zipped)).isLessThan(length * 6L / 10 + 100);
    }

    @ParameterizedTest
    @EnumSource
    void theBoundHoldsForWhatCannotBeCompressed(Compression compression) throws IOException {
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        Path source = Files.createDirectory(directory.resolve("noise"));
        Files.write(source.resolve("noise"), noise);
        Files.write(source.resolve("\u5730\u56f3".repeat(40)), new byte[0]);
        ArchiveListing listing = AnArchive.listing(source);

        ArchiveContent content = AnArchive.content(listing, compression, 2);

        assertThat(AnArchive.bytes(content).length).isBetween(3_000_000, (int) content.mostBytes());
    }

    @Test
    void oneFile() throws Exception {
        Path file = Files.writeString(directory.resolve("empty file"), "");
        Files.write(directory.resolve("a.tar.gz"), AnArchive.of(file, Compression.GZIP));

        assertThat(ForeignTools.run(directory, "tar", "tf", "a.tar.gz")).isEqualTo("empty file\n");
        assertThat(AnArchive.listing(file).sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void theHashOfADirectoryIsOneThatAnybodyCanMake() throws Exception {
        Path source = aTree();

        String theirs = ForeignTools.run(
                directory,
                "sh",
                "-c",
                "find tree -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64");

        assertThat(AnArchive.listing(source).sha256()).isEqualTo(theirs.strip());
    }

    @Test
    void permissionsAndTimesMakeAnotherFingerprint() throws IOException {
        Path source = aTree();
        String before = AnArchive.listing(source).fingerprint();
        assertThat(AnArchive.listing(source).fingerprint()).isEqualTo(before);

        Files.setPosixFilePermissions(source.resolve("run.sh"), PosixFilePermissions.fromString("rw-------"));

        assertThat(AnArchive.listing(source).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsWrittenToAfterItWasListed() throws IOException {
        Path source = aTree();
        ArchiveListing listing = AnArchive.listing(source);
        Files.writeString(source.resolve("text"), "another text");

        assertThatThrownBy(() -> AnArchive.bytes(AnArchive.content(listing, Compression.GZIP, 1)))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("'" + source.resolve("text") + "' was written to")
                .hasMessageContaining("found with 12 bytes");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsRead() throws IOException {
        Path source = Files.createDirectory(directory.resolve("large"));
        Path file = Files.write(source.resolve("file"), randomWords(5 * ParallelGzip.BLOCK));
        ArchiveListing listing = AnArchive.listing(source);

        try (InputStream archive =
                AnArchive.content(listing, Compression.GZIP, 1).open()) {
            archive.readNBytes(1000);
            Files.writeString(file, "short");

            assertThatThrownBy(archive::readAllBytes).isInstanceOf(ChangedSourceException.class);
        }
    }

    @Test
    void aFileOfTheSameSizeAndTimeButAnotherContent() throws IOException {
        Path source = aTree();
        ArchiveListing listing = AnArchive.listing(source);
        Path file = source.resolve("text");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).toUpperCase());
        Files.setLastModifiedTime(file, time);

        assertThatThrownBy(() -> AnArchive.bytes(AnArchive.content(listing, Compression.ZSTD, 1)))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void aFileThatIsGone() throws IOException {
        Path source = aTree();
        ArchiveListing listing = AnArchive.unhashed(source);
        Files.delete(source.resolve("text"));

        assertThatThrownBy(() -> new SourceHashes(bytes -> {}, () -> false).of(listing))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("nothing in its place");
    }

    @Test
    void whatNoArchiveCanHold() throws Exception {
        Path source = aTree();
        ForeignTools.run(source, "mkfifo", "pipe");

        assertThatThrownBy(() -> AnArchive.listing(source))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'" + source.resolve("pipe") + "' is a device, a pipe or a socket");
    }

    private Path aTree() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("text"), "a text");
        Files.writeString(tree.resolve("nothing"), "");
        Files.write(tree.resolve("words"), randomWords(2_500_000));
        Files.writeString(tree.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(tree.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createDirectories(tree.resolve("deep/er/still"));
        Files.writeString(tree.resolve("deep/er/" + "n".repeat(255)), "a long name");
        Files.writeString(tree.resolve("deep/\u00fc\u00e9\ud83d\uddfa"), "not ASCII");
        Files.createDirectory(tree.resolve("empty"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("deep/er"));
        Files.createSymbolicLink(tree.resolve("broken-link"), Path.of("l".repeat(150)));
        Files.setLastModifiedTime(tree.resolve("text"), FileTime.from(Instant.parse("1969-07-20T20:17:40.1234567Z")));
        Files.setLastModifiedTime(tree.resolve("empty"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        return tree;
    }

    /** Compressible to about a half. */
    static byte[] randomWords(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(16));
        }
        return bytes;
    }
}
