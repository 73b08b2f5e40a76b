package dev.caravan.s3.send;

import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RetrySettings;
import dev.caravan.s3.SweepSettings;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.VersionSettings;
import dev.caravan.s3.limit.BandwidthSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * What a {@link SendOrder} says of how to send: settings of `caravan.publish`, here of one process that sends one dataset.
 *
 * @param multipartThreshold bytes; larger objects are sent in parts
 * @param partSize bytes of parts, where 10 000 of them suffice
 * @param memory bytes of content that wait in memory to be sent
 * @param connections requests with content at a time
 * @param tries of a request
 * @param delay milliseconds before the second try
 * @param maximum milliseconds; no delay is longer
 * @param stall milliseconds in which not one byte of a content may be taken
 * @param patience milliseconds for which the server may be silent when it is to answer
 * @param bandwidth bytes a second at any other time than those of the timetable; 0 for no limit
 * @param timetable of the bandwidth, as in the settings
 * @param zone of its times
 */
public record OrderedLimits(
        long multipartThreshold,
        long partSize,
        long memory,
        int connections,
        int tries,
        long delay,
        long maximum,
        long stall,
        long patience,
        long bandwidth,
        List<String> timetable,
        String zone) {

    public OrderedLimits {
        timetable = List.copyOf(timetable);
    }

    static OrderedLimits of(PublishSettings settings) {
        RetrySettings retry = settings.retry();
        BandwidthSettings bandwidth = settings.bandwidth();
        // '' means the machine's, and the sender's machine may stand elsewhere.
        String zone = bandwidth.zone().isEmpty() ? ZoneId.systemDefault().getId() : bandwidth.zone();
        return new OrderedLimits(
                settings.multipartThreshold().toBytes(),
                settings.partSize().toBytes(),
                settings.memory().toBytes(),
                settings.connections(),
                retry.tries(),
                retry.delay().toMillis(),
                retry.maximum().toMillis(),
                retry.stall().toMillis(),
                retry.patience().toMillis(),
                bandwidth.limit().toBytes(),
                bandwidth.timetable(),
                zone);
    }

    /** For a process that sends to this target only. */
    PublishSettings settings(TargetSettings target) {
        return new PublishSettings(
                List.of(target),
                1,
                DataSize.ofBytes(multipartThreshold),
                DataSize.ofBytes(partSize),
                DataSize.ofBytes(memory),
                connections,
                new RetrySettings(
                        tries,
                        Duration.ofMillis(delay),
                        Duration.ofMillis(maximum),
                        Duration.ofMillis(stall),
                        Duration.ofMillis(patience)),
                new BandwidthSettings(DataSize.ofBytes(bandwidth), timetable, zone),
                SweepSettings.usual(),
                Map.of(),
                Map.of(),
                VersionSettings.usual());
    }
}
