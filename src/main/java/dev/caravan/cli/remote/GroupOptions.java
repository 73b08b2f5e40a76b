package dev.caravan.cli.remote;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a product is meant. */
final class GroupOptions {

    @Option(
            names = "--groups",
            arity = "1..*",
            paramLabel = "GROUP",
            description = "Paths of groups, such as /measurements/reflectance/r10m; behind the product.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--asset",
            paramLabel = "KEY",
            description = "The asset of a STAC item that is the store. Default: product, or as the service says.")
    private @Nullable String asset;

    /** As they were written. */
    List<String> groups() {
        return groups;
    }

    @Nullable
    String asset() {
        return asset;
    }
}
