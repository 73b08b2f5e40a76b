package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan versions} */
@Command(
        name = "versions",
        description = "Lists the versions of a dataset in each target, as the targets show them.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan versions area1/a", "  caravan versions /data/las/area1/a.laz --target far"})
final class VersionsCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "DATASET",
            description = "The dataset's key, or the absolute path of the file, directory or manifest it was made of.")
    private String dataset = "";

    @Option(names = "--target", paramLabel = "NAME", description = "Only this target.")
    private @Nullable String target;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        Query query = new Query().with(DatasetName.field(dataset), dataset);
        if (target != null) {
            query = query.with("target", target);
        }
        JsonNode answer = service.get("/publications/versions", query);
        json.print(answer, screen, () -> screen.table(table().addAll(answer.path("items"))));
        return RemoteExit.DONE;
    }

    private static Table table() {
        return new Table(
                Column.word("TARGET", "target"),
                Column.word("VERSION", "version"),
                Column.word("STATE", "state"),
                Column.count("POINTS", "points"),
                Column.number("SIZE", entry -> Words.bytes(entry.path("bytes"))),
                Column.text("URL", entry -> Words.of(entry.path("url"))));
    }
}
