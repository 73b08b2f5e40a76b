package dev.caravan.job;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.jobs.types`: the types that something here works on.
 *
 * @param datasetConversion of one attempt at each of the stages convert, verify, publish and record
 * @param fileUpload of one attempt to bring a dataset to one target
 * @param unpublish of one attempt to take a dataset out of its targets
 */
public record TypesSettings(
        @DefaultValue TypeSettings datasetConversion,
        @DefaultValue TypeSettings fileUpload,
        @DefaultValue TypeSettings unpublish) {

    /** Of a type that nothing works on, those of a conversion. */
    TypeSettings of(JobType type) {
        return switch (type) {
            case FILE_UPLOAD -> fileUpload;
            case UNPUBLISH -> unpublish;
            default -> datasetConversion;
        };
    }
}
