package dev.caravan.stage.scan;

import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** When this instance scans next, by itself. */
public final class ScanTimes {
    private final ScanSettings settings;
    private final ScanAgenda agenda;
    private final Clock clock;

    public ScanTimes(ScanSettings settings, ScanAgenda agenda, Clock clock) {
        this.settings = settings;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** By the schedule, or before it because files wait; empty when nothing but a request begins a scan. */
    public Optional<Instant> next() {
        if (!settings.onSchedule()) {
            return Optional.empty();
        }
        return Stream.concat(scheduled().stream(), Stream.ofNullable(agenda.next()))
                .min(Instant::compareTo);
    }

    private Optional<Instant> scheduled() {
        try {
            CronExpression schedule = new CronExpression(settings.schedule());
            return Optional.ofNullable(schedule.getNextValidTimeAfter(Date.from(clock.instant())))
                    .map(Date::toInstant);
        } catch (ParseException e) {
            throw new IllegalStateException("the settings have accepted caravan.scan.schedule", e);
        }
    }
}
