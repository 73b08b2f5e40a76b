package dev.caravan.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one archive holds, in the order in which it holds it: that of the names, as bytes; so a directory comes before what is in it.
 *
 * @param entries the source itself is the first
 */
public record ArchiveListing(List<ArchiveEntry> entries) {
    /** Header, a pax header of two blocks with its own header, and what fills the last block of the content. */
    private static final long PER_ENTRY = 5 * 512;

    private static final long END = 20 * 512;

    public ArchiveListing {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an archive of nothing");
        }
        entries = List.copyOf(entries);
    }

    /** The name of the source, which all others begin with. */
    public String top() {
        String first = entries.get(0).name();
        return first.contains("/") ? first.substring(0, first.indexOf('/')) : first;
    }

    public Stream<ArchiveEntry> files() {
        return entries.stream().filter(ArchiveEntry::isFile);
    }

    /** Sum of the files' sizes. */
    public long bytes() {
        return files().mapToLong(ArchiveEntry::size).sum();
    }

    /**
     * SHA-256 of the whole original. Of one file: of its content. Of a directory: of the text that `sha256sum` prints for its files in
     * the order of their names, which anybody can do again:
     * `find NAME -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum` (for names without line breaks and backslashes).
     */
    public String sha256() {
        ArchiveEntry first = entries.get(0);
        if (first.isFile() && first.sha256() != null) {
            return first.sha256();
        }
        Sha256 all = new Sha256();
        files().map(entry -> entry.checksumLine().getBytes(StandardCharsets.UTF_8))
                .forEach(line -> all.add(line, 0, line.length));
        return all.hex();
    }

    /** SHA-256 over all that the archive is made of: also permissions, times, directories and links. */
    public String fingerprint() {
        Sha256 all = new Sha256();
        for (ArchiveEntry entry : entries) {
            String line = "%s\0%s\0%o\0%d\0%d.%09d\0%s\0%s\0\0"
                    .formatted(
                            entry.kind(),
                            entry.name(),
                            entry.mode(),
                            entry.size(),
                            entry.modified().getEpochSecond(),
                            entry.modified().getNano(),
                            entry.sha256(),
                            entry.link());
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            all.add(bytes, 0, bytes.length);
        }
        return all.hex();
    }

    /** An upper bound of the tar's length. */
    @JsonIgnore
    long mostTarBytes() {
        return END
                + entries.stream()
                        .mapToLong(entry -> PER_ENTRY + entry.size() + longTexts(entry))
                        .sum();
    }

    /** In a pax header, each character is at most 4 bytes, and a name that is not ASCII stands in the header's own name as well. */
    private static long longTexts(ArchiveEntry entry) {
        int characters =
                entry.name().length() + (entry.link() == null ? 0 : entry.link().length());
        return 8L * characters;
    }
}
