package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan geozarr submit} */
@Command(
        name = "submit",
        description = {
            "Has a product converted to GeoZarr and published: a STAC item, or a Zarr store.",
            "The service reads it, and must be allowed to: caravan.geozarr.sources."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan geozarr submit https://stac.example.org/items/S2B_T29RLL --wait",
            "  caravan geozarr submit /data/S2B.zarr --name s2/T29RLL --groups /quality"
        })
final class GeoZarrSubmitCommand extends RemoteCommand {

    @Parameters(paramLabel = "PRODUCT", description = "Address or path of a STAC item or of a Zarr store.")
    private String product = "";

    @Mixin
    private GroupOptions of;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of what is published. Default: the last name of the product.")
    private @Nullable String name;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Publish it there; may be repeated. Default: to all.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--force", description = "Convert it once more, although the same was asked for already.")
    private boolean force;

    @Mixin
    private AskedFor askedFor;

    @Mixin
    private PathOption where;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        String source = product.matches("(?i)https?://.*") ? product : where.path(product, screen.surroundings());
        ObjectNode body = Service.body().put("source", source);
        AskedFor.put(body, "asset", of.asset());
        AskedFor.put(body, "name", name);
        put(body, "groups", of.groups());
        put(body, "targets", targets);
        askedFor.addTo(body);
        if (force) {
            body.put("force", true);
        }
        return watch.started(service.post("/geozarr", body), service, screen, json);
    }

    private static void put(ObjectNode body, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(body.putArray(field)::add);
        }
    }
}
