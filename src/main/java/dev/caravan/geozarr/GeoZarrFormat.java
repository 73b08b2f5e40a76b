package dev.caravan.geozarr;

import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A product as JSON. No record of a file shows it: it may be on no disk of ours. */
public final class GeoZarrFormat implements PayloadFormat<GeoZarr> {

    @Override
    public Class<GeoZarr> type() {
        return GeoZarr.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.GEOZARR_CONVERSION);
    }

    @Override
    public JobType jobType(GeoZarr geoZarr) {
        return JobType.GEOZARR_CONVERSION;
    }

    @Override
    public String toJson(GeoZarr geoZarr) {
        return GeoZarrJson.write(geoZarr);
    }

    @Override
    public GeoZarr fromJson(String json) {
        return GeoZarrJson.read(json, GeoZarr.class);
    }

    @Override
    public List<String> subjects(GeoZarr geoZarr) {
        return List.of();
    }

    @Override
    public String title(GeoZarr geoZarr) {
        return geoZarr.key() + " of " + geoZarr.source();
    }

    @Override
    public String target(GeoZarr geoZarr) {
        return geoZarr.source();
    }

    @Override
    public Origin origin(GeoZarr geoZarr) {
        return geoZarr.origin();
    }

    @Override
    public Optional<String> id(GeoZarr geoZarr) {
        return Optional.of(geoZarr.id());
    }

    @Override
    public Optional<Priority> priority(GeoZarr geoZarr) {
        return Optional.ofNullable(geoZarr.priority());
    }
}
