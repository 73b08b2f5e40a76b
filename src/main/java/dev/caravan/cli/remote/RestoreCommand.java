package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan restore} */
@Command(
        name = "restore",
        description = {
            "Brings an archive back to a directory of the service, each file proven by its hash.",
            "It gets its place there when all of it is proven.",
            "With --file no service is needed: an archive and its manifest are restored here."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan restore /data/done/survey-7 --into from-march --watch",
            "  caravan restore --dataset survey-7 --version 20261122T164100Z-9f86d081 --into from-march",
            "  caravan restore --file clip.mp4.tar.gz --manifest clip.mp4/caravan.json --into back"
        })
final class RestoreCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The file or directory that was archived, as the service saw it.")
    private @Nullable String path;

    @Option(names = "--dataset", paramLabel = "KEY", description = "The key of its dataset, instead.")
    private @Nullable String dataset;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            required = true,
            description =
                    "Directory below caravan.archive.restore that gets it; relative or absolute. With --file, a directory here.")
    private String into = "";

    @Option(
            names = "--file",
            paramLabel = "ARCHIVE",
            description = "An archive (.tar.gz, .tar.zst) here, or its http(s) address, instead: no service is asked.")
    private @Nullable String file;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "With --file: its caravan.json, by which all of it is proven; a file, or an http(s) address.")
    private @Nullable String manifest;

    @Option(names = "--target", paramLabel = "NAME", description = "Read it from this target.")
    private @Nullable String target;

    @Option(names = "--version", paramLabel = "VERSION", description = "This version. Default: the newest.")
    private @Nullable String version;

    @Option(names = "--overwrite", description = "Replace what has its name there.")
    private boolean overwrite;

    @Mixin
    private PathOption where;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (file != null || manifest != null) {
            return local(screen);
        }
        ObjectNode body = Service.body().put("into", into).put("overwrite", overwrite);
        if (path != null) {
            body.put("path", where.path(path, screen.surroundings()));
        }
        put(body, "dataset", dataset);
        put(body, "target", target);
        put(body, "version", version);
        return watch.started(service.post("/archives/restore", body), service, screen, json);
    }

    private int local(Screen screen) {
        if (file == null || manifest == null) {
            throw wrong("--file and --manifest belong together: an archive is proven by its caravan.json");
        }
        if (path != null || dataset != null || target != null || version != null) {
            throw wrong("--file is an archive itself: leave PATH, --dataset, --target and --version out");
        }
        Path here = screen.surroundings().directory();
        Path restored =
                new LocalRestore(place(file, here), place(manifest, here), here.resolve(into), overwrite).run(screen);
        if (json.isSet()) {
            screen.json(Service.body().put("restored", restored.toString()));
        } else {
            screen.line("restored and proven: " + Words.printable(restored.toString()));
        }
        return RemoteExit.DONE;
    }

    private Place place(String word, Path here) {
        try {
            return Place.of(word, here);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + word + "' is neither a file nor an address: " + e.getMessage());
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
