package dev.caravan.stage.archive;

import dev.caravan.archive.Compression;
import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.archive`: what is made of the datasets of sources with the profile `archive`.
 *
 * @param workers archives that are listed, and that are uploaded, at the same time
 * @param compression of the tar
 * @param level of the compression, from fast to small
 * @param threads that compress one archive; 0 for one for each processor
 * @param spool whether an archive is written to disk once, and uploaded from there to all targets, instead of being made anew for each
 * @param completed where sources go when they have been archived
 * @param restore the directory below which archives are restored; '' for `restored` in `caravan.data`
 */
public record ArchiveSettings(
        @DefaultValue("1") int workers,
        @DefaultValue("GZIP") Compression compression,
        @DefaultValue("6") int level,
        @DefaultValue("0") int threads,
        @DefaultValue("false") boolean spool,
        @DefaultValue CompletedSettings completed,
        @DefaultValue("") String restore) {
    private static final int MOST_THREADS = 256;

    public ArchiveSettings {
        if (workers < 1 || workers > 64) {
            throw new InvalidSettingException("caravan.archive.workers", workers, "a number from 1 to 64");
        }
        if (!compression.allows(level)) {
            throw new InvalidSettingException("caravan.archive.level", level, compression.levels());
        }
        if (threads < 0 || threads > MOST_THREADS) {
            throw new InvalidSettingException("caravan.archive.threads", threads, "a number from 0 to " + MOST_THREADS);
        }
    }

    int threadsOfOne() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
