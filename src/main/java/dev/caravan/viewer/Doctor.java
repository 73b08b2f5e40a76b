package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.s3.Access;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Looks at a publication as a browser does, and says what would mend what is wrong. */
public final class Doctor {
    private static final Duration SIGNED_FOR = Duration.ofMinutes(5);

    private final ViewerSettings settings;
    private final PublishSettings targets;
    private final S3Connections connections;
    private final Browser browser;
    private final Clock clock;

    public Doctor(ViewerSettings settings, PublishSettings targets, S3Connections connections, Clock clock) {
        this.settings = settings;
        this.targets = targets;
        this.connections = connections;
        this.browser = new Browser(settings.timeout());
        this.clock = clock;
    }

    /**
     * Looks at an octree, or a GeoZarr; a target that cannot be asked is a finding as well.
     *
     * @throws InterruptedIOException the thread was interrupted
     */
    public Examination examine(String dataset, Publication publication) throws InterruptedIOException {
        try (S3Connection connection = connections.open(targets.target(publication.target()))) {
            List<Finding> findings = look(publication, connection);
            List<Cure> applied = new ArrayList<>();
            BucketRules rules = new BucketRules(connection, settings);
            if (settings.apply()) {
                for (Cure cure : cures(findings)) {
                    if (rules.apply(cure)) {
                        applied.add(cure);
                    }
                }
                findings = applied.isEmpty() ? findings : look(publication, connection);
            }
            List<Remedy> remedies = cures(findings).stream().map(rules::remedy).toList();
            return new Examination(
                    dataset,
                    publication.target(),
                    publication.address().toString(),
                    remedies.isEmpty(),
                    findings,
                    remedies,
                    applied,
                    clock.instant());
        }
    }

    private List<Finding> look(Publication publication, S3Connection connection) throws InterruptedIOException {
        Original original = new Original(connection, publication.directory());
        if (connection.target().access() == Access.PRIVATE) {
            try (SignedAddresses signed = new SignedAddresses(connection)) {
                Scene scene = new Scene(
                        browser,
                        publication,
                        original,
                        List.of(),
                        name -> signed.of(publication.directory() + name, SIGNED_FOR));
                look(Doctor::ofPrivate, scene);
                return scene.findings();
            }
        }
        Scene scene = new Scene(browser, publication, original, settings.origins(), name -> publication
                .address()
                .resolve(PublicAddress.encode(name)));
        if (look(Doctor::ofPublic, scene)) {
            look(subject -> List.of(new CrossOriginCheck()), scene);
        }
        return scene.findings();
    }

    private static List<Check> ofPublic(Subject subject) {
        List<Check> checks = new ArrayList<>(List.of(new OpenCheck(), new MetadataCheck()));
        subject.ranged().forEach(name -> checks.add(new RangeCheck(name)));
        checks.add(new CachingCheck());
        checks.add(new PointerCheck());
        return checks;
    }

    /** Viewers read private data through links of this service, so the bucket's own CORS rules do not matter. */
    private static List<Check> ofPrivate(Subject subject) {
        List<Check> checks = new ArrayList<>(List.of(new PrivateCheck(), new MetadataCheck()));
        subject.ranged().forEach(name -> checks.add(new RangeCheck(name)));
        return checks;
    }

    /** @return whether there were answers */
    private boolean look(Function<Subject, List<Check>> checks, Scene scene) throws InterruptedIOException {
        try {
            for (Check check : checks.apply(scene.subject())) {
                if (!check.look(scene)) {
                    break;
                }
            }
            return true;
        } catch (PublishException e) {
            scene.add(Finding.bad("target", String.valueOf(e.getMessage()), "an answer", Cure.SERVER));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(
                        "interrupted while looking at " + scene.publication().address());
            }
            scene.add(Finding.bad(
                    "reachable",
                    scene.publication().address().getAuthority() + " does not answer a browser: " + e.getMessage(),
                    "an answer within " + settings.timeout().toMillis() + " ms",
                    Cure.SERVER));
        }
        return false;
    }

    private static Set<Cure> cures(List<Finding> findings) {
        Set<Cure> cures = new LinkedHashSet<>();
        findings.stream().filter(finding -> !finding.ok()).map(Finding::cure).forEach(cures::add);
        return cures;
    }
}
