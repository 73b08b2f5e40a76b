package dev.caravan.s3.limit;

import dev.caravan.setting.InvalidSettingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many bytes a second all uploads of an instance may send together (`caravan.publish.bandwidth`).
 *
 * @param limit at any other time than those of the timetable; 0 for none
 * @param timetable of the week, a line a period; the first one that a moment is in counts
 * @param zone of its times; '' for the machine's
 */
public record BandwidthSettings(
        @DefaultValue("0MB") DataSize limit,
        @DefaultValue List<String> timetable,
        @DefaultValue("") String zone) {

    public BandwidthSettings {
        if (limit.isNegative()) {
            throw new InvalidSettingException("caravan.publish.bandwidth.limit", limit, "a size, or 0MB for no limit");
        }
        timetable = List.copyOf(timetable);
        for (String line : timetable) {
            try {
                Period.of(line);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new InvalidSettingException("caravan.publish.bandwidth.timetable", line, Period.RULE);
            }
        }
        try {
            zoneId(zone);
        } catch (DateTimeException e) {
            throw new InvalidSettingException(
                    "caravan.publish.bandwidth.zone", zone, "'' or a time zone such as Europe/Berlin");
        }
    }

    public static BandwidthSettings unlimited() {
        return new BandwidthSettings(DataSize.ofBytes(0), List.of(), "");
    }

    /** Bytes a second at this moment; 0 for no limit. */
    public long at(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zoneId(zone));
        return periods()
                .filter(period -> period.covers(local))
                .mapToLong(Period::limit)
                .findFirst()
                .orElse(limit.toBytes());
    }

    boolean isUnlimited() {
        return limit.toBytes() == 0 && periods().allMatch(period -> period.limit() == 0);
    }

    private Stream<Period> periods() {
        return timetable.stream().map(Period::of);
    }

    private static ZoneId zoneId(String zone) {
        return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }
}
