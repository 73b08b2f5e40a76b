package dev.caravan.job;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.jobs.types`: the types that something here works on.
 *
 * @param datasetConversion of one attempt at each of the stages convert, verify, publish and record
 * @param fileUpload of one attempt to bring a dataset to one target
 * @param backupCreation of one attempt at each of the stages archive, archive-publish, complete and tidy
 * @param dataCompression of one attempt to bring an archive to one target
 * @param archiveRestore of one attempt to bring an archive back
 * @param geozarrConversion of one attempt at each of the stages geozarr-check, geozarr-convert, geozarr-verify, geozarr-publish and geozarr-record
 * @param geozarrUpload of one attempt to bring a GeoZarr to one target
 * @param unpublish of one attempt to take a dataset out of its targets
 * @param dataValidation of one attempt at an audit
 * @param stateRebuild of one attempt to make records of the manifests in a target
 */
public record TypesSettings(
        @DefaultValue TypeSettings datasetConversion,
        @DefaultValue TypeSettings fileUpload,
        @DefaultValue TypeSettings backupCreation,
        @DefaultValue TypeSettings dataCompression,
        @DefaultValue TypeSettings archiveRestore,
        @DefaultValue ReviewTypeSettings geozarrConversion,
        @DefaultValue ReviewTypeSettings geozarrUpload,
        @DefaultValue TypeSettings unpublish,
        @DefaultValue ReviewTypeSettings dataValidation,
        @DefaultValue ReviewTypeSettings stateRebuild) {

    /** Of a type that nothing works on, those of a conversion. */
    TypeSettings of(JobType type) {
        return switch (type) {
            case FILE_UPLOAD -> fileUpload;
            case BACKUP_CREATION -> backupCreation;
            case DATA_COMPRESSION -> dataCompression;
            case ARCHIVE_RESTORE -> archiveRestore;
            case GEOZARR_CONVERSION -> geozarrConversion.settings();
            case GEOZARR_UPLOAD -> geozarrUpload.settings();
            case UNPUBLISH -> unpublish;
            case DATA_VALIDATION -> dataValidation.settings();
            case STATE_REBUILD -> stateRebuild.settings();
            default -> datasetConversion;
        };
    }
}
