package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrUpload;
import dev.caravan.job.JobRun;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `geoZarrTargets`: where a GeoZarr goes. */
public final class GeoZarrTargets {

    /** One upload for each target that was asked for. */
    public List<GeoZarrUpload> list(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        run.log().append(geoZarr.key() + " goes to " + String.join(", ", geoZarr.targets()));
        return geoZarr.targets().stream()
                .map(target -> new GeoZarrUpload(geoZarr, target))
                .toList();
    }
}
