package dev.caravan.config;

import dev.caravan.api.archive.ArchiveCalls;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.history.History;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.archive.ArchiveHistory;
import dev.caravan.stage.archive.ArchiveScratch;
import dev.caravan.stage.archive.ArchiveTargets;
import dev.caravan.stage.archive.ArchiveVersions;
import dev.caravan.stage.archive.Archiver;
import dev.caravan.stage.archive.BackupFormat;
import dev.caravan.stage.archive.Backups;
import dev.caravan.stage.archive.Completion;
import dev.caravan.stage.archive.RestoreFormat;
import dev.caravan.stage.archive.RestoreRoot;
import dev.caravan.stage.archive.Restorer;
import dev.caravan.stage.archive.ShipmentFormat;
import dev.caravan.stage.archive.Shipments;
import dev.caravan.stage.archive.Tidy;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionedDatasets;
import dev.caravan.workspace.Workspace;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What makes archives, and brings them back. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

    @Bean
    BackupFormat backupFormat() {
        return new BackupFormat();
    }

    @Bean
    ShipmentFormat shipmentFormat(CaravanSettings settings) {
        return new ShipmentFormat(settings.publish());
    }

    @Bean
    RestoreFormat restoreFormat() {
        return new RestoreFormat();
    }

    @Bean
    Backups backups(CaravanSettings settings) {
        return new Backups(settings.archive());
    }

    @Bean
    ArchiveScratch archiveScratch(Workspace workspace) {
        return new ArchiveScratch(workspace);
    }

    @Bean
    Archiver archiver(CaravanSettings settings, ArchiveScratch scratch) {
        return new Archiver(settings.archive(), scratch, Clock.systemUTC());
    }

    @Bean
    ArchiveTargets archiveTargets(CaravanSettings settings) {
        return new ArchiveTargets(settings.publish());
    }

    @Bean
    ArchiveHistory archiveHistory(History history) {
        return new ArchiveHistory(history);
    }

    @Bean
    ArchiveVersions archiveVersions(VersionedDatasets datasets, VersionUploads uploads, VersionSwitch pointers) {
        return new ArchiveVersions(datasets, uploads, pointers);
    }

    @Bean
    Shipments shipments(
            CaravanSettings settings,
            S3Connections connections,
            PublicationStore store,
            ArchiveVersions versions,
            ArchiveScratch scratch,
            ArchiveHistory history) {
        return new Shipments(settings.publish(), connections, store, versions, settings.archive(), scratch, history);
    }

    @Bean
    Completion completion(
            CaravanSettings settings,
            StringRedisTemplate redis,
            PublicationStore store,
            ArchiveTargets targets,
            ArchiveHistory history) {
        return new Completion(redis, store, targets, settings.archive(), history);
    }

    @Bean
    Tidy tidy(ArchiveScratch scratch, ArchiveHistory history) {
        return new Tidy(scratch, history);
    }

    @Bean
    RestoreRoot restoreRoot(CaravanSettings settings, Workspace workspace) {
        return RestoreRoot.of(settings.archive(), workspace);
    }

    @Bean
    Restorer archiveRestorer(
            CaravanSettings settings, S3Connections connections, PublicationStore store, RestoreRoot root) {
        return new Restorer(settings.publish(), connections, store, root);
    }

    @Bean
    ArchiveCalls archiveCalls(
            CaravanSettings settings, SourceRules rules, RestoreRoot root, JobDetails details, Acts acts) {
        return new ArchiveCalls(
                rules,
                root,
                settings.publish().targets().stream().map(TargetSettings::name).toList(),
                details,
                acts);
    }
}
