package dev.caravan.cli.remote;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan publications} */
@Command(
        name = "publications",
        description = "Lists what is published where.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan publications --target backup --all", "  caravan publications --dataset area1/a --json"})
final class PublicationsCommand extends RemoteCommand {

    @Mixin
    private ListOptions list;

    @Option(names = "--dataset", paramLabel = "KEY", description = "Of the dataset with this key.")
    private @Nullable String dataset;

    @Option(names = "--target", paramLabel = "NAME", description = "In this target.")
    private @Nullable String target;

    @Override
    int run(Service service, Screen screen) {
        Query query = new Query().with("dataset", dataset).with("target", target);
        return list.print(service, "/publications", query, screen, table(screen), "nothing like that is published");
    }

    private static Table table(Screen screen) {
        return new Table(
                Column.word("TARGET", "target"),
                Column.number("SIZE", publication -> Words.bytes(publication.path("bytes"))),
                Column.number("AGE", publication -> Words.shortAge(publication.path("at"), screen.clock())),
                Column.path("DATASET", "dataset"),
                Column.text("ADDRESS", publication -> Words.of(publication.path("address"))));
    }
}
