package dev.caravan.api.retention;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.retention.RetentionReport;
import dev.caravan.retention.RetentionRun;
import java.io.IOException;
import java.util.Map;

/** Applies the policy when somebody wants it, or says what it would do. */
public class RetentionCalls {
    private final RetentionRun run;

    public RetentionCalls(RetentionRun run) {
        this.run = run;
    }

    /** `POST /retention`: 200 for a dry run, else 202. */
    public Answer run(ApiRequest request) throws IOException {
        request.allowParameters();
        RetentionBody body = Bodies.read(request, RetentionBody.class);
        if (!Boolean.FALSE.equals(body.dryRun())) {
            return new Answer(200, Map.of(), Answer.JSON, run.look());
        }
        RetentionReport report = run.apply(request.caller().name());
        return report.job() == null
                ? new Answer(202, Map.of(), Answer.JSON, report)
                : Answer.accepted(report, "/api/v1/jobs/" + report.job());
    }
}
