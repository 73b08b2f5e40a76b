package dev.caravan.stage.archive;

import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A restoration as JSON. No record of a file shows it: it changes nothing that was archived. */
public final class RestoreFormat implements PayloadFormat<Restore> {

    @Override
    public Class<Restore> type() {
        return Restore.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.ARCHIVE_RESTORE);
    }

    @Override
    public JobType jobType(Restore restore) {
        return JobType.ARCHIVE_RESTORE;
    }

    @Override
    public String toJson(Restore restore) {
        return ArchiveJson.write(restore);
    }

    @Override
    public Restore fromJson(String json) {
        return ArchiveJson.read(json, Restore.class);
    }

    @Override
    public List<String> subjects(Restore restore) {
        return List.of();
    }

    @Override
    public String title(Restore restore) {
        return restore.dataset() + " into " + restore.into();
    }

    @Override
    public String target(Restore restore) {
        return restore.into().toString();
    }

    @Override
    public Optional<String> id(Restore restore) {
        return Optional.of(restore.id());
    }

    @Override
    public Origin origin(Restore restore) {
        return restore.origin();
    }
}
