package dev.caravan.stage.claim;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.claim`: how a dataset is taken.
 *
 * @param contentHash whether contents are compared as well, so that a file that was only touched is not converted
 *     again; each new or changed file is then read once more, from end to end
 * @param lease how long a claim holds until the dataset is in the queue; then another scan may take it
 */
public record ClaimSettings(
        @DefaultValue("false") boolean contentHash,
        @DefaultValue("10s") Duration lease) {

    public ClaimSettings {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSettingException(
                    "caravan.claim.lease", lease, "a duration from 1s to 1h, for instance 10s");
        }
    }
}
