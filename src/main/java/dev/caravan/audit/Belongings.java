package dev.caravan.audit;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.VersionName;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.LiveManifests;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To which dataset an object of a target belongs. Keys come in their order, so those of one directory come together: it is enough to
 * remember the last few hundred directories.
 */
final class Belongings {
    private static final int REMEMBERED = 512;

    private final String prefix;
    private final String target;
    private final LiveManifests manifests;
    private final PublicationStore publications;
    private final Map<String, Home> homes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Home> eldest) {
            return size() > REMEMBERED;
        }
    };

    Belongings(String prefix, String target, LiveManifests manifests, PublicationStore publications) {
        this.prefix = prefix;
        this.target = target;
        this.manifests = manifests;
        this.publications = publications;
    }

    /** What an object is to the dataset that is nearest above it. */
    enum Kind {
        /** It is live. */
        LIVE,
        /** Of a version that is kept beside the live one. */
        KEPT,
        /** Below a dataset of ours, and of no version. */
        ORPHANED,
        /** Below no dataset. */
        FOREIGN
    }

    /**
     * What an object is.
     *
     * @param dataset '' of a foreign one
     */
    record Belonging(Kind kind, String dataset) {}

    /** @param live keys of its live objects; null when the dataset's manifest cannot be read, so that nothing of it is judged */
    private record Home(boolean ours, @Nullable Set<String> live) {
        static final Home NONE = new Home(false, Set.of());
    }

    /** @param key with the target's prefix */
    Belonging of(String key) throws IOException {
        String name = key.substring(prefix.length());
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            String dataset = name.substring(0, end);
            Home home = home(dataset);
            if (home.ours()) {
                return new Belonging(kind(home, key, name.substring(end + 1)), dataset);
            }
        }
        return new Belonging(Kind.FOREIGN, "");
    }

    private static Kind kind(Home home, String key, String below) {
        if (home.live() == null || home.live().contains(key)) {
            return Kind.LIVE;
        }
        int slash = below.indexOf('/');
        return slash > 0 && VersionName.isOne(below.substring(0, slash)) ? Kind.KEPT : Kind.ORPHANED;
    }

    private Home home(String dataset) throws IOException {
        Home known = homes.get(dataset);
        if (known == null) {
            known = look(dataset);
            homes.put(dataset, known);
        }
        return known;
    }

    private Home look(String dataset) throws IOException {
        String last = dataset.substring(dataset.lastIndexOf('/') + 1);
        if (VersionName.isOne(last)) {
            return Home.NONE;
        }
        Optional<Publication> noted = publications.find(dataset, target);
        try {
            if (noted.isPresent()) {
                String directory = noted.get().directory();
                return manifests
                        .manifest(directory)
                        .map(manifest -> new Home(true, live(dataset, directory, manifest)))
                        .orElseGet(() -> new Home(true, null));
            }
            Optional<LiveManifest> unrecorded = manifests.find(dataset);
            return unrecorded
                    .map(live -> new Home(true, live(dataset, live.publication().directory(), live.manifest())))
                    .orElse(Home.NONE);
        } catch (ManifestException e) {
            return new Home(true, null);
        }
    }

    private Set<String> live(String dataset, String directory, Manifest manifest) {
        Set<String> keys = new HashSet<>();
        manifest.objects().forEach(object -> keys.add(directory + object.name()));
        keys.add(directory + Manifest.NAME);
        keys.add(prefix + dataset + "/" + LiveManifests.POINTER);
        return keys;
    }
}
