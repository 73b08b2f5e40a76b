package dev.caravan.geozarr;

import dev.caravan.cluster.ArgoSettings;
import dev.caravan.converter.BadInputException;
import dev.caravan.remote.AllowedSources;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.zarr.GroupPaths;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.geozarr`: products of satellites that become GeoZarr.
 *
 * @param workers of them that are converted at once by this instance
 * @param runner the route that converts: `direct:geozarr-<runner>`
 * @param sources what may be read: absolute directories, and addresses as in {@link AllowedSources}
 * @param privateAddresses whether servers may be asked whose address is not public
 * @param timeout of one request for metadata
 * @param asset key of a STAC item's asset that is the Zarr store
 * @param groups those that are converted when nobody names others
 * @param validateGroups whether the groups are looked for before anything is converted
 * @param exec what `geozarr-exec` runs
 * @param argo what `geozarr-argo` orders of a cluster
 */
public record GeoZarrSettings(
        @DefaultValue("1") int workers,
        @DefaultValue("exec") String runner,
        @DefaultValue List<String> sources,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("product") String asset,

        @DefaultValue({"/measurements/r10m", "/measurements/r20m", "/measurements/r60m"})
        List<String> groups,

        @DefaultValue("true") boolean validateGroups,
        @DefaultValue Exec exec,
        @DefaultValue ArgoSettings argo) {
    public static final String SOURCES = "caravan.geozarr.sources";

    private static final List<String> RUNNERS = List.of("exec", "argo");

    public GeoZarrSettings {
        require("workers", workers, workers >= 1 && workers <= 64, "a number from 1 to 64");
        require("runner", runner, RUNNERS.contains(runner), "one of " + RUNNERS);
        require("timeout", timeout, timeout.toMillis() > 0, "longer than nothing, such as 30s");
        require("asset", asset, !asset.isBlank(), "the key of an asset, such as product");
        sources = List.copyOf(sources);
        new AllowedSources(SOURCES, sources);
        groups = normalised(groups);
    }

    /** What may be read. */
    public AllowedSources allowed() {
        return new AllowedSources(SOURCES, sources);
    }

    /**
     * `caravan.geozarr.exec`: the command `<command> convert <input> <output> --groups <group>… <option>…`. No shell sees it.
     *
     * @param command a path, or a name looked up in `PATH`
     * @param options that follow the groups, such as `--dask-cluster`
     * @param timeout after it the command and all its children are ended
     */
    public record Exec(
            @DefaultValue("eopf-geozarr") String command,
            @DefaultValue List<String> options,
            @DefaultValue("12h") Duration timeout) {

        public Exec {
            require("exec.command", command, !command.isBlank(), "a path or the name of a command");
            require("exec.timeout", timeout, timeout.toMillis() > 0, "longer than nothing, such as 12h");
            options = List.copyOf(options);
        }
    }

    private static List<String> normalised(List<String> groups) {
        List<String> paths;
        try {
            paths = GroupPaths.normalised(groups);
        } catch (BadInputException e) {
            throw new InvalidSettingException("caravan.geozarr.groups", groups, "paths of groups: " + e.getMessage());
        }
        require("groups", groups, !paths.isEmpty(), "at least one path of a group");
        return paths;
    }

    private static void require(String key, Object value, boolean right, String allowed) {
        if (!right) {
            throw new InvalidSettingException("caravan.geozarr." + key, value, allowed);
        }
    }
}
