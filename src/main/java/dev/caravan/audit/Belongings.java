package dev.caravan.audit;

import dev.caravan.archive.Compression;
import dev.caravan.dataset.Profile;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.VersionName;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.LiveManifests;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Layout;
import dev.caravan.s3.TargetSettings;
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
    private final Layout layout;
    private final LiveManifests manifests;
    private final PublicationStore publications;
    private final Map<String, Home> homes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Home> eldest) {
            return size() > REMEMBERED;
        }
    };

    Belongings(TargetSettings target, LiveManifests manifests, PublicationStore publications) {
        this.prefix = target.prefix();
        this.target = target.name();
        this.layout = target.layout();
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

    /**
     * What lies where a dataset would.
     *
     * @param archive whether it is one beside its directory, or may be
     * @param live keys of its live objects; null when the dataset's manifest cannot be read, so that nothing of it is judged
     */
    private record Home(
            boolean ours, boolean archive, @Nullable Set<String> live) {
        static final Home NONE = new Home(false, false, Set.of());
        static final Home UNREADABLE = new Home(true, true, null);
    }

    /** @param key with the target's prefix */
    Belonging of(String key) throws IOException {
        String name = key.substring(prefix.length());
        Optional<Belonging> archive = archive(key, name);
        if (archive.isPresent()) {
            return archive.get();
        }
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            String dataset = name.substring(0, end);
            Home home = home(dataset);
            if (home.ours()) {
                return new Belonging(kind(home, key, name.substring(end + 1)), dataset);
            }
        }
        return new Belonging(Kind.FOREIGN, "");
    }

    /** In the plain layout an archive lies beside the directory of its manifest; one that the manifest does not name is an older one. */
    private Optional<Belonging> archive(String key, String name) throws IOException {
        if (layout != Layout.PLAIN) {
            return Optional.empty();
        }
        Optional<String> dataset = Compression.ofName(name)
                .map(compression -> name.substring(
                        0, name.length() - compression.extension().length()))
                .filter(stem -> !stem.isEmpty() && !stem.endsWith("/"));
        if (dataset.isEmpty()) {
            return Optional.empty();
        }
        Home home = home(dataset.get());
        return home.archive() ? Optional.of(new Belonging(kind(home, key, ""), dataset.get())) : Optional.empty();
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
                        .map(manifest -> home(dataset, directory, manifest))
                        .orElse(Home.UNREADABLE);
            }
            Optional<LiveManifest> unrecorded = manifests.find(dataset);
            return unrecorded
                    .map(live -> home(dataset, live.publication().directory(), live.manifest()))
                    .orElse(Home.NONE);
        } catch (ManifestException e) {
            return Home.UNREADABLE;
        }
    }

    private Home home(String dataset, String directory, Manifest manifest) {
        boolean archive = manifest.profile().equals(Profile.ARCHIVE.word());
        return new Home(true, archive, live(dataset, directory, manifest));
    }

    private Set<String> live(String dataset, String directory, Manifest manifest) {
        Set<String> keys = new HashSet<>();
        manifest.objects().forEach(object -> keys.add(object.key(directory)));
        keys.add(directory + Manifest.NAME);
        keys.add(prefix + dataset + "/" + LiveManifests.POINTER);
        return keys;
    }
}
