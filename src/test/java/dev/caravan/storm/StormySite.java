package dev.caravan.storm;

import dev.caravan.support.CaravanProcess;
import dev.caravan.support.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A site with one target of versions, which the service reaches by a proxy that counts, and settings by which kills hit uploads. */
final class StormySite implements AutoCloseable {
    /** Each sends one part at a time. */
    static final int CONNECTIONS = 4;

    private static final String PREFIX = "storm/";

    private final Site site;
    private final CountingProxy proxy;

    StormySite(Path home) throws IOException {
        site = new Site(home);
        site.redis().start();
        proxy = new CountingProxy(site.s3().endpoint());
    }

    Site site() {
        return site;
    }

    CountingProxy proxy() {
        return proxy;
    }

    /** Where readers find what is published: beside the proxy. */
    URI published() {
        return site.s3().address(PREFIX);
    }

    /** Keys of all objects at the server, from the prefix on. */
    TreeSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        site.s3().keys(PREFIX).forEach(key -> keys.add(key.substring(PREFIX.length())));
        return keys;
    }

    /** @param life its number */
    CaravanProcess start(int life) throws IOException {
        return start(life, settings -> settings);
    }

    /** With sweeps that take what is a second old. */
    CaravanProcess startSweeping(int life) throws IOException {
        return start(life, settings -> {
            settings.put("sweep.after", "1s");
            settings.put("versions.abandoned-after", "1s");
            return settings;
        });
    }

    private CaravanProcess start(int life, UnaryOperator<Map<String, String>> change) throws IOException {
        proxy.begin(life);
        List<String> target = site.s3().onlyTarget("storm", proxy.address()).stream()
                .map(setting -> setting.replace("layout=plain", "layout=versioned"))
                .toList();
        List<String> line = new ArrayList<>(target);
        line.add("--caravan.convert.builtin.child-from=" + Datasets.FROM_CHILD);
        change.apply(usual()).forEach((key, value) -> line.add("--caravan.publish." + key + "=" + value));
        return site.start(line.toArray(String[]::new));
    }

    /** Sweeps run in the storm, too, but what a kill has cut off is not theirs. */
    private static Map<String, String> usual() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("multipart-threshold", "5MB");
        settings.put("part-size", "5MB");
        settings.put("connections", String.valueOf(CONNECTIONS));
        // An upload takes longer than many a life.
        settings.put("bandwidth.limit", "10MB");
        settings.put("sweep.schedule", "0/4 * * * * ?");
        settings.put("sweep.after", "30m");
        settings.put("versions.schedule", "2/4 * * * * ?");
        settings.put("versions.keep", "2");
        settings.put("versions.keep-for", "2m");
        return settings;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        site.close();
    }
}
