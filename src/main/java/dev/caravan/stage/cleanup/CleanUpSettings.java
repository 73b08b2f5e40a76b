package dev.caravan.stage.cleanup;

import dev.caravan.setting.InvalidSettingException;
import java.text.ParseException;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.clean-up`.
 *
 * @param schedule Quartz cron expression
 */
public record CleanUpSettings(@DefaultValue("0 17 * * * ?") String schedule) {

    public CleanUpSettings {
        try {
            new CronExpression(schedule);
        } catch (ParseException e) {
            throw new InvalidSettingException(
                    "caravan.clean-up.schedule",
                    schedule,
                    "a Quartz cron expression, for instance '0 17 * * * ?' for each hour (" + e.getMessage() + ")");
        }
    }
}
