package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.cli.terminal.Version;
import dev.caravan.converter.BadInputException;
import dev.caravan.remote.AllowedSources;
import dev.caravan.remote.Documents;
import dev.caravan.remote.RemoteLimits;
import dev.caravan.stac.Products;
import dev.caravan.zarr.GroupCheck;
import dev.caravan.zarr.GroupPaths;
import dev.caravan.zarr.ZarrLimits;
import dev.caravan.zarr.ZarrStores;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caravan geozarr groups}: needs no service. */
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Lists the groups of a Zarr store, or says which of some are missing and what may have been meant.",
            "No service is asked: the store is read from here."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan geozarr groups /data/S2B.zarr",
            "  caravan geozarr groups https://data.example.org/S2B.zarr --groups /measurements/r10m /quality",
        },
        exitCodeListHeading = RemoteExit.HEADING,
        exitCodeList = {
            "0:all groups are there",
            "1:a group is missing; or none were named, and the store cannot be listed",
            RemoteExit.USAGE_TEXT,
            "3:there is no Zarr store, or none that can be read",
            "5:the server of the store cannot be reached, or is in trouble",
            RemoteExit.INTERRUPTED_TEXT
        })
final class GeoZarrGroupsCommand implements Callable<Integer> {
    private static final String USUAL_ASSET = "product";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PRODUCT", description = "Address or path of a Zarr store, or of a STAC item.")
    private String product = "";

    @Mixin
    private GroupOptions of;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Span.Converter.class,
            description = "Longest wait for one document, such as 10s or 5m. Default: 30s.")
    private @Nullable Span timeout;

    @Mixin
    private JsonOption json;

    GeoZarrGroupsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), surroundings);
        try {
            return run(wanted(), screen);
        } catch (BadInputException e) {
            screen.error(new RemoteException(RemoteExit.NOT_FOUND, String.valueOf(e.getMessage())));
            return RemoteExit.NOT_FOUND;
        } catch (IOException e) {
            screen.error(new RemoteException(RemoteExit.UNREACHABLE, Place.reason(e)));
            return RemoteExit.UNREACHABLE;
        }
    }

    private int run(List<String> wanted, Screen screen) throws IOException {
        GroupCheck check = look(wanted);
        ObjectNode found = GroupWords.json(check, wanted);
        json.print(found, screen, () -> GroupWords.print(check, wanted, screen));
        return found.path("ok").asBoolean() ? RemoteExit.DONE : RemoteExit.FAILED;
    }

    /** Who looks from his own machine may look at whatever he can reach. */
    private GroupCheck look(List<String> wanted) throws IOException {
        Duration patience = timeout == null ? Duration.ofSeconds(30) : timeout.time();
        AllowedSources all = AllowedSources.everything();
        try (Documents documents = new Documents(all, true, RemoteLimits.within(patience))) {
            String store = new Products(all, documents)
                    .find(source(), Objects.requireNonNullElse(of.asset(), USUAL_ASSET))
                    .store();
            return GroupCheck.of(
                    new ZarrStores(all, documents, ZarrLimits.USUAL).open(store), wanted, ZarrLimits.USUAL);
        }
    }

    private String source() {
        return AllowedSources.isAddress(product)
                ? product
                : surroundings.directory().resolve(product).normalize().toString();
    }

    private List<String> wanted() {
        try {
            return GroupPaths.normalised(of.groups());
        } catch (BadInputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
