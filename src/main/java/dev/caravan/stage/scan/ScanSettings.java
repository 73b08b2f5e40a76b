package dev.caravan.stage.scan;

import dev.caravan.dataset.Profile;
import dev.caravan.setting.InvalidSettingException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.scan`: where and when the service looks for files.
 *
 * @param schedule Quartz cron expression
 * @param onSchedule whether it looks by itself at all: at these times, and soon again while files wait
 * @param atStart whether it looks once when the service has started
 * @param settle how long a file must have been unchanged before it is taken; 0 takes it at once
 * @param sources the directories; none is allowed
 */
public record ScanSettings(
        @DefaultValue("0 0 0 * * ?") String schedule,
        @DefaultValue("true") boolean onSchedule,
        @DefaultValue("true") boolean atStart,
        @DefaultValue("60s") Duration settle,
        @DefaultValue List<SourceSettings> sources) {
    private static final String CRON = "a Quartz cron expression, for instance '0 0 0 * * ?' for each midnight";

    public ScanSettings {
        requireCron(schedule);
        if (settle.isNegative() || settle.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidSettingException(
                    "caravan.scan.settle", settle, "a duration from 0s to 1d, for instance 60s");
        }
        sources = List.copyOf(sources);
        requireDifferent(sources);
    }

    /**
     * The same, with a directory excluded from the sources that are archived.
     *
     * @param directory absolute, or relative to each of these sources
     */
    public ScanSettings withoutInArchives(Path directory) {
        List<SourceSettings> all = sources.stream()
                .map(source -> {
                    Path root = source.root();
                    Path excluded = root.resolve(directory).normalize();
                    boolean inside =
                            source.profile() == Profile.ARCHIVE && excluded.startsWith(root) && !excluded.equals(root);
                    return inside ? source.excluding(literal(root.relativize(excluded))) : source;
                })
                .toList();
        return new ScanSettings(schedule, onSchedule, atStart, settle, all);
    }

    private static String literal(Path relative) {
        return relative.toString().replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
    }

    private static void requireCron(String schedule) {
        try {
            new CronExpression(schedule);
        } catch (ParseException e) {
            throw new InvalidSettingException("caravan.scan.schedule", schedule, CRON + " (" + e.getMessage() + ")");
        }
    }

    private static void requireDifferent(List<SourceSettings> sources) {
        Set<Path> roots = new HashSet<>();
        for (SourceSettings source : sources) {
            if (!roots.add(source.root())) {
                throw new InvalidSettingException(
                        "caravan.scan.sources", source.path(), "a list in which each directory appears once");
            }
        }
    }
}
