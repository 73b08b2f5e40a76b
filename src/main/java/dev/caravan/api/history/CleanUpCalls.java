package dev.caravan.api.history;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.stage.cleanup.CleanUp;
import dev.caravan.stage.cleanup.CleanUpResult;
import dev.caravan.stage.cleanup.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Cleans up when somebody wants it, and writes down who. */
public class CleanUpCalls {
    private final CleanUp cleanUp;
    private final History history;
    private final Path data;
    private final Clock clock;

    /** @param data the directory that the history names as what was cleaned up */
    public CleanUpCalls(CleanUp cleanUp, History history, Path data, Clock clock) {
        this.cleanUp = cleanUp;
        this.history = history;
        this.data = data;
        this.clock = clock;
    }

    /** `POST /clean-up`. */
    public CleanUpResult olderThan(ApiRequest request) throws IOException {
        request.allowParameters();
        CleanUpBody body = Bodies.read(request, CleanUpBody.class);
        Duration age = body.age();
        Set<Kind> kinds = body.kinds();
        Instant began = clock.instant();
        CleanUpResult result = cleanUp.olderThan(age, kinds, Boolean.TRUE.equals(body.dryRun()));
        if (!result.dryRun()) {
            history.append(NewOperation.on(data.toString(), "clean-up")
                    .by(request.caller().name())
                    .since(began)
                    .noting("older_than_days", age.toDays())
                    .noting("what", kinds.stream().map(Kind::word).sorted().toList())
                    .noting("jobs", result.jobs())
                    .noting("operations", result.operations())
                    .noting("logs", result.logs())
                    .noting("bytes", result.bytes()));
        }
        return result;
    }
}
