package dev.caravan.cli.remote;

import dev.caravan.cli.terminal.Version;
import picocli.CommandLine.Command;

/** What is done with products that become GeoZarr. */
@Command(
        name = "geozarr",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {GeoZarrSubmitCommand.class, GeoZarrReprocessCommand.class, GeoZarrGroupsCommand.class},
        description = "Has Zarr products converted to GeoZarr and published, and looks which groups they have.")
final class GeoZarrCommand {}
