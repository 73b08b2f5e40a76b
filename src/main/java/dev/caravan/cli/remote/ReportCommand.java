package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan report} */
@Command(
        name = "report",
        description = "Reports how many operations succeeded and how long they took, by type and size; or what failed.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan report --days 30", "  caravan report --failures --hours 24"})
final class ReportCommand extends RemoteCommand {

    @Option(names = "--days", paramLabel = "N", description = "Of the last N days. Default: 7.")
    private int days = 7;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type of operation.")
    private @Nullable String type;

    @Option(names = "--failures", description = "What failed, and for which kind of reason.")
    private boolean failures;

    @Option(names = "--hours", paramLabel = "N", description = "With --failures: of the last N hours. Default: 24.")
    private int hours = 24;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode report = failures
                ? service.get("/reports/failures", new Query().with("hours", hours))
                : service.get(
                        "/reports/performance", new Query().with("days", days).with("type", type));
        json.print(report, screen, () -> print(report, screen));
        return RemoteExit.DONE;
    }

    private void print(JsonNode report, Screen screen) {
        JsonNode rows = report.path(failures ? "items" : "rows");
        if (rows.isEmpty()) {
            screen.note(failures ? "nothing failed" : "nothing was done");
        } else {
            screen.table((failures ? failures(screen) : performance()).addAll(rows));
        }
    }

    private static Table failures(Screen screen) {
        return new Table(
                Column.word("TIME", failure -> Words.time(failure.path("at"), screen.clock())),
                Column.word("CLASS", "class"),
                Column.word("JOB", "job"),
                Column.path("TARGET", "target"),
                Column.text("REASON", failure -> Words.of(failure.path("reason"))));
    }

    private static Table performance() {
        return new Table(
                Column.word("TYPE", "type"),
                Column.word("SIZE", "sizeClass"),
                Column.count("COUNT", "count"),
                Column.count("FAILED", "failed"),
                Column.count("CANCELLED", "cancelled"),
                Column.number("SUCCESS", row -> rate(row.path("successRate"))),
                Column.number("MEAN", row -> Words.duration(row.path("meanSeconds"))),
                Column.number("P50", row -> Words.duration(row.path("p50"))),
                Column.number("P90", row -> Words.duration(row.path("p90"))),
                Column.number("P99", row -> Words.duration(row.path("p99"))));
    }

    private static String rate(JsonNode rate) {
        return rate.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * rate.asDouble()) : Words.of(rate);
    }
}
