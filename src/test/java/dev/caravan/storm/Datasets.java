package dev.caravan.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.PointerReader;
import dev.caravan.support.Site;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What is converted and published all the time: files of several sizes, which are replaced, and somebody who reads each of them. */
final class Datasets implements AutoCloseable {
    /** From so many points on a child of the service converts. */
    static final int FROM_CHILD = 600_000;

    private static final Duration READERS_PAUSE = Duration.ofSeconds(3);
    /** By name: of one object in one request, of two parts of 5 MB, up to five. */
    private static final Map<String, Integer> POINTS = Map.of(
            "whole", 60_000, "two", 200_000, "three", 350_000, "four", 450_000, "large", 560_000, "five", FROM_CHILD);

    private final Site site;
    private final URI published;
    private final Cloud cloud;
    private final List<String> names = POINTS.keySet().stream().sorted().toList();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<PointerReader> readers = new ArrayList<>();
    private int written;

    /** @param published address below which they are published, with a slash at its end */
    Datasets(Site site, URI published) throws IOException {
        this.site = site;
        this.published = published;
        this.cloud = new Cloud(FROM_CHILD, site.home());
        for (String name : names) {
            replace(name);
            readers.add(new PointerReader(address(name).resolve("latest.json"), READERS_PAUSE));
        }
    }

    int count() {
        return names.size();
    }

    /** Versions of all of them that were put into the source directory. */
    int written() {
        return written;
    }

    /** Another version of one of them: mostly of one that is done, sometimes of one that is in work. Returns whether there is one. */
    boolean replaceSometimes(Random random) throws IOException {
        String name = names.get(random.nextInt(names.size()));
        if (site.completed(name) || random.nextInt(4) == 0) {
            replace(name);
            return true;
        }
        return false;
    }

    private void replace(String name) throws IOException {
        written++;
        cloud.write(POINTS.get(name), written, site.home().resolve("partial.las"), site.fileOf(name));
        versions.put(name, written);
    }

    /** Those of which the newest version is not live yet, or not recorded. */
    List<String> unfinished() {
        return names.stream()
                .filter(name ->
                        !site.completed(name) || !live(name).intensity().equals(Optional.of(versions.get(name))))
                .toList();
    }

    /** What lies at the server is what was put into the source directory last. */
    void areWhole() throws IOException {
        for (String name : names) {
            live(name)
                    .isWhole(
                            POINTS.get(name),
                            versions.get(name),
                            site.home().resolve("outside/read").resolve(name));
        }
    }

    /** Keys, from the target's prefix on, of all that may be at the server. */
    Set<String> keys() throws IOException {
        Set<String> keys = new HashSet<>();
        for (String name : names) {
            live(name).names().forEach(object -> keys.add(name + "/" + object));
        }
        return keys;
    }

    /** What readers have stumbled on. */
    List<String> readersFaults() {
        return readers.stream()
                .map(PointerReader::faults)
                .flatMap(Collection::stream)
                .toList();
    }

    /** How many versions were live, and were read from the first byte to the last. */
    int versionsRead() {
        return readers.stream().mapToInt(reader -> reader.versions().size()).sum();
    }

    void haveBeenRead() {
        assertThat(readers).allMatch(reader -> reader.rounds() > 0);
    }

    private LiveOctree live(String name) {
        return new LiveOctree(address(name));
    }

    private URI address(String name) {
        return published.resolve(name + "/");
    }

    @Override
    public void close() {
        readers.forEach(PointerReader::close);
    }
}
