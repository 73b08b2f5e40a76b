package dev.caravan.stage.convert;

import dev.caravan.cluster.Work;
import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import java.util.Optional;

/** A conversion in a pod, as its log tells of it. */
public final class ClusterWork implements Work {
    /** Of the container, and of the component. */
    static final String NAME = "convert";

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
        Optional<ProgressLine> said = ProgressLine.of(line);
        if (said.isEmpty()) {
            log.append("| " + line);
            return Optional.empty();
        }
        said.filter(ProgressLine::isLastOfPhase).ifPresent(last -> log.append(last.ended()));
        return said.get().progress(null);
    }
}
