package dev.caravan.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorationTest {
    @TempDir
    private Path directory;

    private Path source;
    private Path into;

    @BeforeEach
    void aSource() throws IOException {
        into = directory.resolve("into");
        source = Files.createDirectories(directory.resolve("source/tree"));
        Files.writeString(source.resolve("text"), "a text");
        Files.writeString(source.resolve("nothing"), "");
        Files.write(source.resolve("words"), ArchiveContentTest.randomWords(1_500_000));
        Files.createDirectories(source.resolve("read-only/empty"));
        Files.writeString(source.resolve("read-only/\ud83d\uddfa"), "a map");
        Files.createSymbolicLink(source.resolve("read-only/link"), Path.of("../text"));
        Files.setPosixFilePermissions(source.resolve("text"), PosixFilePermissions.fromString("r--r-----"));
        Files.setPosixFilePermissions(source.resolve("read-only"), PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    @ParameterizedTest
    @EnumSource
    void allIsBackAsItWas(Compression compression) throws Exception {
        byte[] archive = AnArchive.of(source, compression);

        Path place = restore(archive, AnArchive.manifest(source, archive, compression), false);

        assertThat(place).isEqualTo(into.resolve("tree"));
        assertSame(source, place);
        assertThat(into)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
    }

    @Test
    void oneFile() throws IOException {
        Path file = source.resolve("text");
        byte[] archive = AnArchive.of(file, Compression.GZIP);

        restore(archive, AnArchive.manifest(file, archive, Compression.GZIP), false);

        assertThat(into.resolve("text")).hasContent("a text");
    }

    @Test
    void holesStayHoles() throws Exception {
        Path sparse = Files.createDirectory(directory.resolve("sparse"));
        ForeignTools.run(sparse, "truncate", "-s", "300M", "hole");
        ForeignTools.run(sparse, "sh", "-c", "printf end >> hole; truncate -s 301M hole");
        byte[] archive = AnArchive.of(sparse, Compression.GZIP);

        restore(archive, AnArchive.manifest(sparse, archive, Compression.GZIP), false);

        ForeignTools.run(directory, "cmp", "sparse/hole", "into/sparse/hole");
        long blocks = Long.parseLong(
                ForeignTools.run(into, "stat", "-c", "%b", "sparse/hole").strip());
        assertThat(blocks * 512).isLessThan(1_000_000);
        assertThat(archive.length).isLessThan(3_000_000);
    }

    @Test
    void whatIsThereIsKeptUnlessItIsToBeReplaced() throws Exception {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        Files.createDirectories(into.resolve("tree"));
        Files.writeString(into.resolve("tree/mine"), "mine");

        assertThatThrownBy(() -> restore(archive, manifest, false))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("it is there already");
        assertThat(into.resolve("tree/mine")).hasContent("mine");

        restore(archive, manifest, true);

        assertSame(source, into.resolve("tree"));
    }

    /** At each of many places, one bit. */
    @ParameterizedTest
    @EnumSource
    void anArchiveThatIsDamagedAnywhereLeavesNothing(Compression compression) throws IOException {
        Files.delete(source.resolve("words"));
        byte[] archive = AnArchive.of(source, compression);
        Manifest manifest = AnArchive.manifest(source, archive, compression);

        for (int at = 0; at < archive.length; at += 7) {
            byte[] damaged = archive.clone();
            damaged[at] ^= 0x10;
            assertThatThrownBy(() -> restore(damaged, manifest, false))
                    .as("byte %d", at)
                    .isInstanceOf(DamagedArchiveException.class);
        }
        assertThat(into).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveThatIsCutOffAnywhereLeavesNothing(Compression compression) throws IOException {
        Files.delete(source.resolve("words"));
        byte[] archive = AnArchive.of(source, compression);
        Manifest manifest = AnArchive.manifest(source, archive, compression);

        for (int length = 0; length < archive.length; length += 11) {
            byte[] cut = java.util.Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> restore(cut, manifest, false))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedArchiveException.class);
        }
        assertThat(into).isEmptyDirectory();
    }

    @Test
    void whatTheWayBringsIsNotTheArchivesFault() throws IOException {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        InputStream breaking =
                new java.io.SequenceInputStream(new ByteArrayInputStream(archive, 0, 10_000), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the connection was reset");
                    }
                });

        assertThatThrownBy(() -> new Restoration(ExpectedArchive.of(manifest), into, false)
                        .restore(breaking, ".one", RestoreListener.NONE))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the connection was reset");
    }

    @Test
    void aManifestOfOtherContents() throws IOException {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Files.setPosixFilePermissions(source.resolve("text"), PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(source.resolve("text"), "a test");
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);

        assertThatThrownBy(() -> restore(archive, manifest, false))
                .isInstanceOf(DamagedArchiveException.class)
                .hasMessageContaining("SHA-256 of 'tree/text'");
    }

    @Test
    void aManifestThatNamesMoreAndOneThatNamesLess() throws IOException {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        List<Manifest.Source> more = new ArrayList<>(manifest.sources());
        more.add(new Manifest.Source(source + "/more", 0, java.time.Instant.EPOCH, "0"));

        assertThatThrownBy(() -> restore(archive, with(manifest, more), false))
                .hasMessageContaining("lacks 1 of 5 files, among them 'tree/more'");
        assertThatThrownBy(
                        () -> restore(archive, with(manifest, manifest.sources().subList(1, 4)), false))
                .hasMessageContaining("which its manifest does not name");
    }

    @Test
    void cancelled() throws IOException {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        RestoreListener impatient = new RestoreListener() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> new Restoration(ExpectedArchive.of(manifest), into, false)
                        .restore(new ByteArrayInputStream(archive), ".one", impatient))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(into).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/tree",
                "../tree",
                "tree/../../x",
                "tree/./x",
                "tree//x",
                "other",
                "tree\\",
                "treeandmore/x",
                "."
            })
    void aNameThatLeadsElsewhere(String name) throws IOException {
        assertRefused(anEvil(name, TarConstants.LF_NORMAL, ""), "has the name '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void whatIsNeitherFileNorDirectoryNorSymbolicLink(byte kind) throws IOException {
        assertRefused(anEvil("tree/x", kind, "/etc/passwd"), "neither a file nor a directory nor a symbolic link");
    }

    @Test
    void aFileThatTheManifestDoesNotName() throws IOException {
        assertRefused(anEvil("tree/x", TarConstants.LF_NORMAL, ""), "'tree/x', which its manifest does not name");
    }

    @ParameterizedTest
    @CsvSource({
        "tree/a,b,true", "tree/a,./b/c,true", "tree/d/a,../b,true", "tree/d/e/a,../../b,true", "tree/d/a,..,true",
        "tree/a,..,false", "tree/a,../b,false", "tree/d/a,../../b,false", "tree/a,/etc,false", "tree/a,b/..,false",
        "tree/d/a,../b/../c,false", "tree,x,false", "tree/a,'',false"
    })
    void linksThatStay(String name, String target, boolean stays) {
        assertThat(EntryName.staysBelow(name, target)).isEqualTo(stays);
    }

    @Test
    void aLinkThatLeavesIsLeftOutAndNamed() throws IOException {
        Files.createSymbolicLink(source.resolve("away"), Path.of("/etc/passwd"));
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        List<String> leftOut = new ArrayList<>();

        new Restoration(ExpectedArchive.of(manifest), into, false)
                .restore(new ByteArrayInputStream(archive), ".one", new RestoreListener() {
                    @Override
                    public void leftOut(String link, String target) {
                        leftOut.add(link + " -> " + target);
                    }
                });

        assertThat(leftOut).containsExactly("tree/away -> /etc/passwd");
        assertThat(into.resolve("tree/away")).doesNotExist();
        assertThat(into.resolve("tree/text")).hasContent("a text");
    }

    @Test
    void notEnoughRoom() throws IOException {
        byte[] archive = AnArchive.of(source, Compression.GZIP);
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        List<Manifest.Source> huge = new ArrayList<>(manifest.sources());
        huge.add(new Manifest.Source(source + "/huge", 1L << 60, java.time.Instant.EPOCH, "0"));

        assertThatThrownBy(() -> restore(archive, with(manifest, huge), false))
                .isInstanceOf(dev.caravan.converter.NotEnoughDiskException.class)
                .hasMessageContaining("bytes free");
    }

    private void assertRefused(byte[] archive, String reason) throws IOException {
        Manifest manifest = AnArchive.manifest(source, archive, Compression.GZIP);
        assertThatThrownBy(() -> restore(archive, manifest, false))
                .isInstanceOf(DamagedArchiveException.class)
                .hasMessageContaining(reason);
        assertThat(into).isEmptyDirectory();
    }

    private static byte[] anEvil(String name, byte kind, String link) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
            entry.setLinkName(link);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private Path restore(byte[] archive, Manifest manifest, boolean overwrite) throws IOException {
        return new Restoration(ExpectedArchive.of(manifest), into, overwrite)
                .restore(new ByteArrayInputStream(archive), ".restoring", RestoreListener.NONE);
    }

    private static Manifest with(Manifest manifest, List<Manifest.Source> sources) {
        return new Manifest(
                manifest.format(),
                manifest.dataset(),
                manifest.profile(),
                manifest.version(),
                manifest.created(),
                manifest.unit(),
                manifest.target(),
                manifest.fingerprint(),
                sources,
                manifest.producer(),
                manifest.content(),
                manifest.objects());
    }

    /** Times to the microsecond, in which Java 17 sets them; of links none. */
    private void assertSame(Path one, Path other) throws Exception {
        String question =
                "find . -not -type l -printf '%P %m %T@\\n' -o -printf '%P %l\\n' | sed 's/[0-9]\\{4\\}$//' | sort";
        assertThat(ForeignTools.run(other, "sh", "-c", question))
                .isEqualTo(ForeignTools.run(one, "sh", "-c", question));
        ForeignTools.run(directory, "diff", "-r", "--no-dereference", one.toString(), other.toString());
    }
}
