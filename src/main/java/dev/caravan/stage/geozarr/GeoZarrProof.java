package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.VersionName;
import dev.caravan.zarr.GeoZarrVerifier;
import dev.caravan.zarr.ZarrLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `geoZarrProof`: proves what the converter has made, and writes its manifest beside it. */
public final class GeoZarrProof {
    private final GeoZarrManifest manifests;
    private final Clock clock;

    public GeoZarrProof(GeoZarrManifest manifests, Clock clock) {
        this.manifests = manifests;
        this.clock = clock;
    }

    /**
     * Looks at all of its metadata, counts its chunks, and reads all of it once for the hashes in the manifest.
     *
     * @return with the name of its version
     * @throws NotWholeException a check failed
     */
    public GeoZarr check(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        GeoZarr.Result made = geoZarr.requireResult();
        GeoZarrVerifier.Report report = new GeoZarrVerifier(ZarrLimits.USUAL).verify(made.store(), geoZarr.groups());
        report.checks().forEach(check -> run.log().append(check.toString()));
        run.note("checks", report.checks().stream().map(Object::toString).toList());
        if (!report.passed()) {
            throw new NotWholeException("the GeoZarr of " + geoZarr.source() + " is not whole: " + report.failures());
        }
        run.note("arrays", report.arrays());
        run.note("chunks", report.chunks());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String version = VersionName.of(
                now, made.producer().mark() + "\n" + geoZarr.requireProduct().store());
        GeoZarr proven = geoZarr.with(new GeoZarr.Result(made.directory(), made.producer(), now, version));
        manifests.write(proven, run);
        return proven;
    }
}
