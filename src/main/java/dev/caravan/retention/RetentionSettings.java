package dev.caravan.retention;

import dev.caravan.setting.Glob;
import dev.caravan.setting.InvalidSettingException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.retention`: what becomes of published datasets whose source is deleted, or which are old.
 *
 * @param lookForDeleted when files are looked for that are gone: {@link #AFTER_SCAN}, {@link #NEVER}, or a Quartz cron expression
 * @param largestLoss percent of the known files of a source that may be gone at once; when more are, none is marked
 * @param enabled whether the policy is applied on schedule
 * @param schedule Quartz cron expression
 * @param unpublishDeletedAfter how long a dataset stays published whose source is deleted; null for ever
 * @param unpublishAfter how long any dataset stays published; null for ever
 * @param protect patterns of the keys of datasets that are never unpublished, by policy or by hand
 * @param keepOctrees how long the octree on disk is kept of a dataset that was unpublished; null for ever
 * @param most datasets that one run of the policy unpublishes
 */
public record RetentionSettings(
        @DefaultValue(RetentionSettings.AFTER_SCAN) String lookForDeleted,
        @DefaultValue("50") int largestLoss,
        @DefaultValue("false") boolean enabled,
        @DefaultValue("0 47 3 * * ?") String schedule,
        @Nullable Duration unpublishDeletedAfter,
        @Nullable Duration unpublishAfter,
        @DefaultValue List<String> protect,
        @Nullable Duration keepOctrees,
        @DefaultValue("100") int most) {
    public static final String AFTER_SCAN = "after-scan";
    public static final String NEVER = "never";

    private static final String KEY = "caravan.retention.";

    public RetentionSettings {
        if (!lookForDeleted.equals(AFTER_SCAN) && !lookForDeleted.equals(NEVER)) {
            requireCron("look-for-deleted", lookForDeleted, "after-scan, never, or ");
        }
        requireCron("schedule", schedule, "");
        if (largestLoss < 0 || largestLoss > 100) {
            throw new InvalidSettingException(KEY + "largest-loss", largestLoss, "a number of percent, 0 to 100");
        }
        if (most < 1) {
            throw new InvalidSettingException(KEY + "most", most, "1 or more");
        }
        requirePositive("unpublish-deleted-after", unpublishDeletedAfter);
        requirePositive("unpublish-after", unpublishAfter);
        requirePositive("keep-octrees", keepOctrees);
        protect = List.copyOf(protect);
        protect.forEach(RetentionSettings::requirePattern);
    }

    /** Whether files are looked for when a scan has ended. */
    boolean afterScan() {
        return lookForDeleted.equals(AFTER_SCAN);
    }

    private static void requireCron(String key, String value, String before) {
        try {
            new CronExpression(value);
        } catch (ParseException e) {
            throw new InvalidSettingException(
                    KEY + key,
                    value,
                    before + "a Quartz cron expression, for instance '0 47 3 * * ?' for each night (" + e.getMessage()
                            + ")");
        }
    }

    /** 0 would be a slip of the pen that empties a bucket. */
    private static void requirePositive(String key, @Nullable Duration value) {
        if (value != null && value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSettingException(KEY + key, value, "a duration of 1s or more, for instance 90d, or empty");
        }
    }

    private static void requirePattern(String pattern) {
        try {
            if (!pattern.isEmpty()) {
                Glob.of(pattern);
                return;
            }
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    KEY + "protect", pattern, "a pattern of dataset keys, as 'area1/**' (" + e.getDescription() + ")");
        }
        throw new InvalidSettingException(KEY + "protect", pattern, "a pattern of dataset keys, as 'area1/**'");
    }
}
