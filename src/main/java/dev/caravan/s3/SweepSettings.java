package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import java.text.ParseException;
import java.time.Duration;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When uploads in parts that nobody will end are removed (`caravan.publish.sweep`).
 *
 * @param schedule Quartz cron expression; read by the route `sweep-uploads`
 * @param after age from which an upload that has not gone on is abandoned; 0 for never
 */
public record SweepSettings(
        @DefaultValue("0 41 3 * * ?") String schedule,
        @DefaultValue("7d") Duration after) {

    public SweepSettings {
        try {
            new CronExpression(schedule);
        } catch (ParseException e) {
            throw new InvalidSettingException(
                    "caravan.publish.sweep.schedule",
                    schedule,
                    "a Quartz cron expression, for instance '0 41 3 * * ?' for each night (" + e.getMessage() + ")");
        }
        if (after.isNegative()) {
            throw new InvalidSettingException("caravan.publish.sweep.after", after, "a duration, or 0s for never");
        }
    }

    public static SweepSettings usual() {
        return new SweepSettings("0 41 3 * * ?", Duration.ofDays(7));
    }
}
