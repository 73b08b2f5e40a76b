package dev.caravan.stage.archive;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backup as JSON between two stages. */
public final class BackupFormat implements PayloadFormat<Backup> {

    @Override
    public Class<Backup> type() {
        return Backup.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.BACKUP_CREATION);
    }

    @Override
    public JobType jobType(Backup backup) {
        return JobType.BACKUP_CREATION;
    }

    @Override
    public String toJson(Backup backup) {
        return ArchiveJson.write(backup);
    }

    @Override
    public Backup fromJson(String json) {
        return ArchiveJson.read(json, Backup.class);
    }

    @Override
    public List<String> subjects(Backup backup) {
        return backup.dataset().recordKeys();
    }

    @Override
    public String title(Backup backup) {
        return backup.dataset().title();
    }

    @Override
    public String target(Backup backup) {
        return backup.dataset().target().toString();
    }

    @Override
    public long bytes(Backup backup) {
        return backup.dataset().bytes();
    }

    @Override
    public Origin origin(Backup backup) {
        return origin(backup.dataset());
    }

    @Override
    public Optional<Priority> priority(Backup backup) {
        return Optional.ofNullable(backup.dataset().labels().priority());
    }

    static Origin origin(Dataset dataset) {
        return Origin.of(dataset.labels().user(), dataset.labels().project());
    }
}
