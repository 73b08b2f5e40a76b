package dev.caravan.config;

import dev.caravan.api.history.Acts;
import dev.caravan.api.review.ReviewCalls;
import dev.caravan.audit.Audit;
import dev.caravan.audit.AuditFormat;
import dev.caravan.audit.Parts;
import dev.caravan.audit.ProductWork;
import dev.caravan.audit.Republisher;
import dev.caravan.file.FileStore;
import dev.caravan.file.LostRecords;
import dev.caravan.geozarr.GeoZarrOrders;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.job.JobQueue;
import dev.caravan.publication.PublicationStore;
import dev.caravan.rebuild.Rebuild;
import dev.caravan.rebuild.RebuildFormat;
import dev.caravan.rebuild.Restorer;
import dev.caravan.rebuild.SourceLook;
import dev.caravan.reprocess.LatePublishing;
import dev.caravan.review.Reviews;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.archive.CompletedSources;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.workspace.Workspace;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the routes `rebuild`, `audit` and those of the API around them name. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    @Bean
    Reviews reviews(Workspace workspace) {
        return new Reviews(workspace.jobLogs());
    }

    @Bean
    RebuildFormat rebuildFormat() {
        return new RebuildFormat();
    }

    @Bean
    AuditFormat auditFormat() {
        return new AuditFormat();
    }

    @Bean
    Restorer restorer(
            SourceRules rules,
            StringRedisTemplate redis,
            PublicationStore publications,
            GeoZarrRecords products,
            Octrees octrees,
            ClaimSettings claims,
            CaravanSettings settings) {
        return new Restorer(
                new SourceLook(rules, new CompletedSources(settings.archive())),
                new LostRecords(redis),
                publications,
                products,
                octrees,
                claims.contentHash(),
                Clock.systemUTC());
    }

    @Bean
    Rebuild rebuild(CaravanSettings settings, S3Connections connections, Restorer restorer, Reviews reviews) {
        return new Rebuild(settings.publish(), connections, restorer, reviews);
    }

    @Bean
    Republisher republisher(CamelContext camel, ObjectProvider<LatePublishing> archives) {
        return new RouteRepublisher(camel, archives::getObject);
    }

    @Bean
    Audit audit(
            CaravanSettings settings,
            S3Connections connections,
            FileStore files,
            PublicationStore publications,
            GeoZarrRecords products,
            GeoZarrOrders orders,
            Restorer restorer,
            Republisher republisher,
            Reviews reviews) {
        Parts parts = new Parts(files, publications, new ProductWork(products, orders), restorer, republisher);
        return new Audit(settings.publish(), connections, parts, reviews);
    }

    @Bean
    ReviewCalls reviewCalls(CaravanSettings settings, JobQueue queue, Reviews reviews, Acts acts) {
        return new ReviewCalls(settings.publish(), queue, settings.jobs(), reviews, acts);
    }
}
