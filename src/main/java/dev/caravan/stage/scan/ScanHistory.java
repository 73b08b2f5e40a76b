package dev.caravan.stage.scan;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.history.OperationStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Writes each scan into the history. */
public final class ScanHistory {
    private static final Logger log = LoggerFactory.getLogger(ScanHistory.class);

    private final History history;
    private final String sources;

    public ScanHistory(History history, ScanSettings settings) {
        this.history = history;
        this.sources = settings.sources().stream()
                .map(source -> source.root().toString())
                .collect(Collectors.joining(", "));
    }

    /** Appends what the scan saw and did. Without Redis there is nothing to write it to, and nothing was done. */
    public ScanResult append(ScanResult result) {
        if (!sources.isEmpty()) {
            try {
                history.append(operation(result));
            } catch (DataAccessException e) {
                log.warn("the scan is not in the history, Redis does not answer: {}", e.getMessage());
            }
        }
        return result;
    }

    private NewOperation operation(ScanResult result) {
        NewOperation scan = NewOperation.on(sources, "scan")
                .since(result.started())
                .noting("seen", result.seen())
                .noting("claimed", result.claimed())
                .noting("unchanged", result.unchanged())
                .noting("waiting", result.waiting())
                .noting("failed", result.failed())
                .noting("refused", result.refused())
                .noting("ignored", result.ignored())
                .noting("errors", result.errorCount());
        List<String> errors = result.errors();
        return result.complete()
                ? scan.because(errors.isEmpty() ? "" : errors.get(0))
                : scan.ended(OperationStatus.PARTIAL, "", errors.get(errors.size() - 1));
    }
}
