package dev.caravan.stage.publish;

import dev.caravan.cluster.Work;
import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An upload in a pod, as its log tells of it: the lines of `caravan send --progress=lines`. */
public final class UploadWork implements Work {
    /** Of the container, and of the component. */
    static final String NAME = "publish";

    private static final String NUMBER = "\\d{1,18}(?:\\.\\d{1,9})?|unknown";
    private static final Pattern PROGRESS = Pattern.compile(
            "progress phase=(\\w+) percent=(%1$s) done=(\\d{1,18}) total=(\\d{1,18}) bytes_per_second=(%1$s) eta_seconds=(%1$s)(?: .*)?"
                    .formatted(NUMBER));

    @Override
    public String component() {
        return NAME;
    }

    @Override
    public String container() {
        return NAME;
    }

    @Override
    public Optional<Progress> heard(String line, JobLog log) {
        Matcher said = PROGRESS.matcher(line);
        if (!said.matches()) {
            log.append("| " + line);
            return Optional.empty();
        }
        return Optional.of(new Progress(
                said.group(1),
                number(said.group(2)),
                Long.parseLong(said.group(3)),
                Long.parseLong(said.group(4)),
                "bytes",
                number(said.group(5)),
                number(said.group(6)),
                null,
                null,
                Instant.now()));
    }

    private static @Nullable Double number(String text) {
        return text.equals("unknown") ? null : Double.valueOf(text);
    }
}
