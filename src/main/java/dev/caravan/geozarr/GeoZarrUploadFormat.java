package dev.caravan.geozarr;

import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import dev.caravan.s3.PublishSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An upload as JSON, in a job of its own. */
public final class GeoZarrUploadFormat implements PayloadFormat<GeoZarrUpload> {
    private final PublishSettings settings;

    public GeoZarrUploadFormat(PublishSettings settings) {
        this.settings = settings;
    }

    @Override
    public Class<GeoZarrUpload> type() {
        return GeoZarrUpload.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.GEOZARR_UPLOAD);
    }

    @Override
    public JobType jobType(GeoZarrUpload upload) {
        return JobType.GEOZARR_UPLOAD;
    }

    @Override
    public String toJson(GeoZarrUpload upload) {
        return GeoZarrJson.write(upload);
    }

    @Override
    public GeoZarrUpload fromJson(String json) {
        return GeoZarrJson.read(json, GeoZarrUpload.class);
    }

    @Override
    public List<String> subjects(GeoZarrUpload upload) {
        return List.of();
    }

    @Override
    public String title(GeoZarrUpload upload) {
        return upload.geoZarr().key() + " to " + upload.target();
    }

    @Override
    public String target(GeoZarrUpload upload) {
        return upload.geoZarr().source();
    }

    @Override
    public String branch(GeoZarrUpload upload) {
        return "target " + upload.target();
    }

    @Override
    public boolean required(GeoZarrUpload upload) {
        return settings.target(upload.target()).required();
    }

    @Override
    public Origin origin(GeoZarrUpload upload) {
        return upload.geoZarr().origin();
    }

    @Override
    public Optional<Priority> priority(GeoZarrUpload upload) {
        return Optional.ofNullable(upload.geoZarr().priority());
    }
}
