package dev.caravan.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * The tar of a listing, made as it is read: POSIX pax, where a name is long or not ASCII, a time has a fraction of a second, or a file is
 * larger than 8 GiB; else plain ustar. Owner and group are 0 and nameless, so the bytes depend on the listing only. Times have 100 nanoseconds.
 * Each file is read once,
 * and must have the size, the time and the hash that it was listed with, else the stream fails.
 *
 * <p>Hard links are archived as files, each with its content; the holes of sparse files as zeros, which compress to next to nothing.
 */
final class TarStream extends InputStream {
    private static final int TAR_BLOCK = 20 * 512;

    private final Iterator<ArchiveEntry> entries;
    private final Pipe made = new Pipe();
    private final TarArchiveOutputStream tar;
    private final byte[] buffer = new byte[1 << 16];
    private @Nullable FileInWork file;
    private boolean finished;

    TarStream(ArchiveListing listing) {
        entries = listing.entries().iterator();
        tar = new TarArchiveOutputStream(made, TAR_BLOCK, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (made.isEmpty() && !finished) {
            advance();
        }
        return made.take(bytes, offset, length);
    }

    private void advance() throws IOException {
        if (file != null) {
            copySome(file);
        } else if (entries.hasNext()) {
            begin(entries.next());
        } else {
            tar.finish();
            tar.flush();
            finished = true;
        }
    }

    private void begin(ArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(header(entry));
        if (entry.isFile()) {
            file = FileInWork.open(entry);
        } else {
            tar.closeArchiveEntry();
        }
    }

    private void copySome(FileInWork from) throws IOException {
        int count = from.read(buffer);
        if (count >= 0) {
            tar.write(buffer, 0, count);
        } else {
            from.end();
            file = null;
            tar.closeArchiveEntry();
        }
    }

    private static TarArchiveEntry header(ArchiveEntry entry) {
        TarArchiveEntry header =
                switch (entry.kind()) {
                    case FILE -> new TarArchiveEntry(entry.name(), TarConstants.LF_NORMAL, true);
                    case DIRECTORY -> new TarArchiveEntry(entry.name() + "/", TarConstants.LF_DIR, true);
                    case LINK -> new TarArchiveEntry(entry.name(), TarConstants.LF_SYMLINK, true);
                };
        if (entry.link() != null) {
            header.setLinkName(entry.link());
        }
        header.setSize(entry.size());
        header.setMode(entry.mode());
        header.setLastModifiedTime(FileTime.from(entry.modified()));
        header.setIds(0, 0);
        header.setNames("", "");
        return header;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** A file between its header and its end. */
    private record FileInWork(ListedFile listed, InputStream in, Sha256 sha256, Count count) {

        static FileInWork open(ArchiveEntry entry) throws IOException {
            ListedFile listed = new ListedFile(entry);
            listed.mustBeUnchanged();
            return new FileInWork(listed, Files.newInputStream(entry.path()), new Sha256(), new Count());
        }

        int read(byte[] bytes) throws IOException {
            int n = in.read(bytes);
            count.bytes += Math.max(0, n);
            if (count.bytes > listed.entry().size()) {
                throw listed.changed("more bytes");
            }
            sha256.add(bytes, 0, Math.max(0, n));
            return n;
        }

        void end() throws IOException {
            in.close();
            listed.mustBeUnchanged();
            if (count.bytes < listed.entry().size()) {
                throw listed.changed(count.bytes + " bytes");
            }
            listed.mustHave(sha256.hex());
        }

        void close() throws IOException {
            in.close();
        }
    }

    private static final class Count {
        private long bytes;
    }

    /** What has been made and not yet been read. */
    private static final class Pipe extends ByteArrayOutputStream {
        private int taken;

        boolean isEmpty() {
            return taken == count;
        }

        /** -1 when there is nothing. */
        int take(byte[] bytes, int offset, int length) {
            if (isEmpty()) {
                return -1;
            }
            int n = Math.min(length, count - taken);
            System.arraycopy(buf, taken, bytes, offset, n);
            taken += n;
            if (isEmpty()) {
                reset();
                taken = 0;
            }
            return n;
        }
    }
}
