package dev.caravan.config;

import dev.caravan.api.geozarr.GeoZarrAgainCalls;
import dev.caravan.api.geozarr.GeoZarrCalls;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.geozarr.GeoZarrFormat;
import dev.caravan.geozarr.GeoZarrOrders;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.geozarr.GeoZarrUploadFormat;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.publication.PublicationStore;
import dev.caravan.remote.Documents;
import dev.caravan.remote.RemoteLimits;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stac.Products;
import dev.caravan.stage.convert.GeoZarrExec;
import dev.caravan.stage.convert.Scratch;
import dev.caravan.stage.geozarr.GeoZarrEnd;
import dev.caravan.stage.geozarr.GeoZarrManifest;
import dev.caravan.stage.geozarr.GeoZarrProof;
import dev.caravan.stage.geozarr.GeoZarrTargets;
import dev.caravan.stage.geozarr.GeoZarrUploads;
import dev.caravan.stage.geozarr.ProductCheck;
import dev.caravan.version.DatasetLocks;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionedDatasets;
import dev.caravan.zarr.ZarrLimits;
import dev.caravan.zarr.ZarrStores;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What makes GeoZarr of products. */
@Configuration(proxyBeanMethods = false)
class GeoZarrConfiguration {

    @Bean
    GeoZarrFormat geoZarrFormat() {
        return new GeoZarrFormat();
    }

    @Bean
    GeoZarrUploadFormat geoZarrUploadFormat(CaravanSettings settings) {
        return new GeoZarrUploadFormat(settings.publish());
    }

    @Bean
    Documents remoteDocuments(CaravanSettings settings) {
        return new Documents(
                settings.geozarr().allowed(),
                settings.geozarr().privateAddresses(),
                RemoteLimits.within(settings.geozarr().timeout()));
    }

    @Bean
    GeoZarrRecords geoZarrRecords(StringRedisTemplate redis) {
        return new GeoZarrRecords(redis);
    }

    @Bean
    GeoZarrOrders geoZarrOrders(
            CaravanSettings settings,
            GeoZarrRecords records,
            PublicationStore publications,
            JobQueue queue,
            Batches batches) {
        return new GeoZarrOrders(
                records,
                publications,
                settings.publish().targets().stream().map(TargetSettings::name).collect(Collectors.toSet()),
                queue,
                batches,
                settings.jobs());
    }

    @Bean
    GeoZarrAgainCalls geoZarrAgainCalls(GeoZarrOrders orders, GeoZarrRecords records, Acts acts) {
        return new GeoZarrAgainCalls(orders, records, acts);
    }

    @Bean
    ProductCheck productCheck(CaravanSettings settings, Documents documents, GeoZarrRecords records) {
        return new ProductCheck(
                new Products(settings.geozarr().allowed(), documents),
                new ZarrStores(settings.geozarr().allowed(), documents, ZarrLimits.USUAL),
                records,
                settings.geozarr().validateGroups());
    }

    @Bean
    GeoZarrExec geoZarrExec(CaravanSettings settings, Scratch scratch) {
        return new GeoZarrExec(settings.geozarr(), scratch);
    }

    @Bean
    GeoZarrProof geoZarrProof(CaravanSettings settings) {
        return new GeoZarrProof(new GeoZarrManifest(settings.publish()), Clock.systemUTC());
    }

    @Bean
    GeoZarrTargets geoZarrTargets() {
        return new GeoZarrTargets();
    }

    @Bean
    GeoZarrUploads geoZarrUploads(
            CaravanSettings settings,
            S3Connections connections,
            PublicationStore store,
            VersionedDatasets datasets,
            VersionUploads uploads,
            VersionSwitch pointers,
            DatasetLocks locks) {
        return new GeoZarrUploads(
                settings.publish(),
                connections,
                store,
                new GeoZarrUploads.Versions(datasets, uploads, pointers, locks));
    }

    @Bean
    GeoZarrEnd geoZarrEnd(CaravanSettings settings, PublicationStore store, GeoZarrRecords records) {
        return new GeoZarrEnd(store, settings.publish(), records);
    }

    @Bean
    GeoZarrCalls geoZarrCalls(CaravanSettings settings, JobDetails details, Acts acts) {
        return new GeoZarrCalls(settings.geozarr(), settings.publish(), details, acts);
    }
}
