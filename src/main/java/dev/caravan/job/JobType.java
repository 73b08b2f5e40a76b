package dev.caravan.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of work a job is (rows S1.7 and S4.3). Types without a handler are known by name, so that they can be refused by name. */
public enum JobType {
    /** A dataset becomes an octree, and is published. */
    DATASET_CONVERSION("convert"),
    /** A job of jobs; it does nothing itself, and ends with the last of them. */
    BATCH_PROCESSING(""),
    /** A dataset goes to one target. */
    FILE_UPLOAD("publish-s3"),
    /** A dataset is taken out of its targets. */
    UNPUBLISH("unpublish"),
    FILE_PROCESSING(null),
    INVESTIGATION(null),
    GOOGLE_SYNC(null),
    FILE_EXTRACTION(null),
    /** An archive is made, and goes to one target. */
    DATA_COMPRESSION("archive-s3"),
    RSYNC_TRANSFER(null),
    /** A file or a directory becomes an archive in all targets. */
    BACKUP_CREATION("archive"),
    /** An archive comes back to a directory. */
    ARCHIVE_RESTORE("restore"),
    /** A Zarr product becomes a GeoZarr, and is published. */
    GEOZARR_CONVERSION("geozarr-check"),
    /** A GeoZarr goes to one target. */
    GEOZARR_UPLOAD("geozarr-s3"),
    /** What lies on disk, in Redis and in the targets is compared. */
    DATA_VALIDATION("audit"),
    /** Records are made of the manifests in a target. */
    STATE_REBUILD("rebuild");

    private final @Nullable String entry;

    JobType(@Nullable String entry) {
        this.entry = entry;
    }

    /** As it is written outside: `dataset_conversion`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether anything here works on such jobs. */
    public boolean hasHandler() {
        return entry != null;
    }

    /** The stage at which such a job begins; empty for a batch. */
    public Optional<String> entry() {
        return Optional.ofNullable(entry).filter(stage -> !stage.isEmpty());
    }

    /** In any case; empty for a word that is none of them. */
    public static Optional<JobType> ofWord(String word) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(word))
                .findFirst();
    }

    public static List<String> wordsWithHandler() {
        return Arrays.stream(values())
                .filter(JobType::hasHandler)
                .map(JobType::word)
                .toList();
    }
}
