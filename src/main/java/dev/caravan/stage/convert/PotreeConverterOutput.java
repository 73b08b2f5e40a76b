package dev.caravan.stage.convert;

import dev.caravan.converter.Pace;
import dev.caravan.job.Progress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads PotreeConverter's progress off its output, once a second
 * {@code [37%, 3s], [DISTRIBUTING: 10%, duration: 0s, throughput: 3MPs][RAM: 0.5GB (highest 0.5GB), CPU: 100%]} and before it
 * {@code #points: 10'000'000}. Other lines, and other commands, tell nothing. What it says about speed is not read: it is rounded
 * to millions, and 0 or `nan` while it indexes.
 */
final class PotreeConverterOutput implements Consumer<String> {
    private static final Pattern POINTS = Pattern.compile("#points:\\s+(\\d{1,3}(?:[',. ]?\\d{3})*)");
    private static final Pattern STEP = Pattern.compile(
            "\\[\\s*\\d{1,3}%,[^\\]]*\\], \\[(COUNTING|DISTRIBUTING|INDEXING):\\s+(\\d{1,3})%, duration: .*");

    /** In their order, with the parts of the time that they take by experience. PotreeConverter itself counts each as a third. */
    private static final Map<Step, Double> SHARES =
            Map.of(Step.COUNTING, 0.15, Step.DISTRIBUTING, 0.15, Step.INDEXING, 0.70);

    private final ProcessProgress progress;
    private final @Nullable String current;
    private final Pace<Step> pace;
    private @Nullable Long points;
    private @Nullable Step step;
    private long percent;

    private enum Step {
        COUNTING,
        DISTRIBUTING,
        INDEXING
    }

    /**
     * Begins to count the time.
     *
     * @param current the file in work; null when it is no single one
     * @param clock nanoseconds
     */
    PotreeConverterOutput(ProcessProgress progress, @Nullable String current, LongSupplier clock) {
        this.progress = progress;
        this.current = current;
        this.pace = new Pace<>(new TreeMap<>(SHARES), clock);
    }

    @Override
    public void accept(String line) {
        Matcher said = STEP.matcher(line);
        if (said.matches()) {
            said(Step.valueOf(said.group(1)), Math.min(100, Long.parseLong(said.group(2))));
            return;
        }
        Matcher counted = POINTS.matcher(line);
        if (counted.matches()) {
            points = Long.valueOf(counted.group(1).replaceAll("\\D", ""));
        }
    }

    private void said(Step now, long newPercent) {
        percent = now == step ? Math.max(percent, newPercent) : newPercent;
        step = now;
        Pace.Step far = pace.step(now, percent, 100);
        progress.said(new Progress(
                now.name().toLowerCase(Locale.ROOT),
                far.percent(),
                points == null ? 0 : Math.round(points / 100.0 * percent),
                points,
                "points",
                points == null || percent == 0 ? null : far.perSecond() * points / 100,
                far.secondsLeft() < 0 ? null : far.secondsLeft(),
                current,
                null,
                Instant.now()));
    }
}
