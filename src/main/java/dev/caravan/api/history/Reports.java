package dev.caravan.api.history;

import dev.caravan.api.ApiRequest;
import dev.caravan.history.FailureLog;
import dev.caravan.history.FailureReport;
import dev.caravan.history.Performance;
import dev.caravan.history.PerformanceReport;

/** Answers how quick and how sure the work was, and what has failed. */
public class Reports {
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_HOURS = 24 * MOST_DAYS;
    private static final int USUAL_HOURS = 24;
    private static final int MOST_FAILURES = 1000;

    private final Performance performance;
    private final FailureLog failures;

    public Reports(Performance performance, FailureLog failures) {
        this.performance = performance;
        this.failures = failures;
    }

    /** `GET /reports/performance`. */
    public PerformanceReport performance(ApiRequest request) {
        request.allowParameters("days", "type");
        int days = (int) request.number("days", 1, MOST_DAYS, USUAL_DAYS);
        return performance.report(
                days, request.parameter("type").map(Reports::type).orElse(""));
    }

    /** `GET /reports/failures`: the newest of them; all are counted. */
    public FailureReport failures(ApiRequest request) {
        request.allowParameters("hours");
        return failures.report((int) request.number("hours", 1, MOST_HOURS, USUAL_HOURS), MOST_FAILURES);
    }

    /** A stage, or a type of jobs, whose words have underscores. */
    private static String type(String word) {
        OperationQuestion.type(word.replace('_', '-'));
        return word;
    }
}
