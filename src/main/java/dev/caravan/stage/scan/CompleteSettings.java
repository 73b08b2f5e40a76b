package dev.caravan.stage.scan;

import dev.caravan.setting.Glob;
import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.scan.sources[].complete`: when a dataset of many files is taken; all that is set must hold.
 *
 * @param count how many files it must have, the manifest not counted; 0 takes any number
 * @param doneFile name, or pattern of the names, of a file that must lie in the directory, or beside the manifest;
 *     never an input itself; empty asks for none
 * @param quiet how long none of the files must have been written to; null: as long as `caravan.scan.settle`
 */
public record CompleteSettings(
        @DefaultValue("0") int count,
        @DefaultValue("") String doneFile,
        @Nullable Duration quiet) {
    public static final CompleteSettings NONE = new CompleteSettings(0, "", null);

    private static final String KEY = "caravan.scan.sources.complete.";

    public CompleteSettings {
        if (count < 0 || count > Completeness.MOST_FILES) {
            throw new InvalidSettingException(
                    KEY + "count", count, "a number from 0 (any) to " + Completeness.MOST_FILES);
        }
        requireName(doneFile);
        if (quiet != null && (quiet.isNegative() || quiet.compareTo(Duration.ofDays(30)) > 0)) {
            throw new InvalidSettingException(KEY + "quiet", quiet, "a duration from 0s to 30d, for instance 10m");
        }
    }

    private static void requireName(String doneFile) {
        if (doneFile.contains("/")) {
            throw new InvalidSettingException(
                    KEY + "done-file", doneFile, "a name, as 'done.txt' or '*.done', without '/'");
        }
        try {
            Glob.of(doneFile);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    KEY + "done-file", doneFile, "a name, as 'done.txt' or '*.done' (" + e.getDescription() + ")");
        }
    }
}
