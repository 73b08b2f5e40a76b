package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import java.text.ParseException;
import java.time.Duration;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys below `caravan.publish.versions`: what becomes of the versions of a dataset in targets of the versioned layout.
 *
 * @param keep versions of a dataset, the live one included; 1 to 1000
 * @param keepFor how long a version stays at least after it was replaced, for those who still read it
 * @param abandonedAfter how long an upload stays that was never finished, and whose job has ended
 * @param schedule of the sweep; Quartz cron expression
 */
public record VersionSettings(
        @DefaultValue("3") int keep,
        @DefaultValue("1d") Duration keepFor,
        @DefaultValue("1d") Duration abandonedAfter,
        @DefaultValue("0 41 3 * * ?") String schedule) {
    private static final String KEY = "caravan.publish.versions.";
    private static final int MOST = 1_000;

    public VersionSettings {
        if (keep < 1 || keep > MOST) {
            throw new InvalidSettingException(KEY + "keep", keep, "a number from 1 to " + MOST);
        }
        requireTime("keep-for", keepFor);
        requireTime("abandoned-after", abandonedAfter);
        requireSchedule(schedule);
    }

    public static VersionSettings usual() {
        return new VersionSettings(3, Duration.ofDays(1), Duration.ofDays(1), "0 41 3 * * ?");
    }

    private static void requireTime(String key, Duration time) {
        if (time.isNegative()) {
            throw new InvalidSettingException(KEY + key, time, "a time such as 1d, or 0s");
        }
    }

    private static void requireSchedule(String schedule) {
        try {
            new CronExpression(schedule);
        } catch (ParseException e) {
            throw new InvalidSettingException(
                    KEY + "schedule",
                    schedule,
                    "a Quartz cron expression, for instance '0 41 3 * * ?' for each night (" + e.getMessage() + ")");
        }
    }
}
