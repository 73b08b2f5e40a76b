package dev.caravan.config;

import dev.caravan.Caravan;
import dev.caravan.file.FileStore;
import dev.caravan.file.Maker;
import dev.caravan.history.History;
import dev.caravan.history.Retention;
import dev.caravan.job.EndedJobs;
import dev.caravan.job.Excuses;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetCheck;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.stage.cleanup.CleanUp;
import dev.caravan.stage.cleanup.CleanUp.Terms;
import dev.caravan.stage.convert.BuiltIn;
import dev.caravan.stage.convert.ChildJava;
import dev.caravan.stage.convert.CommandLine;
import dev.caravan.stage.convert.ConvertSettings;
import dev.caravan.stage.convert.OnChange;
import dev.caravan.stage.convert.Preflight;
import dev.caravan.stage.convert.Processes;
import dev.caravan.stage.convert.Scratch;
import dev.caravan.stage.convert.Sources;
import dev.caravan.stage.errors.Failures;
import dev.caravan.stage.publish.Bucket;
import dev.caravan.stage.publish.Manifests;
import dev.caravan.stage.publish.UploadHistory;
import dev.caravan.stage.publish.Uploads;
import dev.caravan.stage.publish.VersionedLayout;
import dev.caravan.stage.record.Ledger;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.stage.verify.Proof;
import dev.caravan.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The beans that the routes name; `scan` and `claim` have theirs in a configuration of their own. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

    @Bean
    ScanSettings scanSettings(CaravanSettings settings) {
        return settings.archive()
                .completed()
                .path()
                .map(settings.scan()::withoutInArchives)
                .orElse(settings.scan());
    }

    @Bean
    ClaimSettings claimSettings(CaravanSettings settings) {
        return settings.claim();
    }

    @Bean
    Maker maker(CaravanSettings settings) {
        ConvertSettings convert = settings.convert();
        return convert.onChange() == OnChange.KEEP
                ? Maker.ANY
                : new Maker(convert.producer().mark());
    }

    @Bean
    Sources sources() {
        return new Sources();
    }

    @Bean
    Scratch scratch(Workspace workspace) {
        return new Scratch(workspace);
    }

    @Bean
    BuiltIn builtIn(CaravanSettings settings, Scratch scratch) {
        return new BuiltIn(settings.convert(), scratch, ChildJava.likeThis(Caravan.class.getName()));
    }

    @Bean
    Preflight preflight() {
        return new Preflight();
    }

    @Bean
    CommandLine commandLine(CaravanSettings settings, Scratch scratch) {
        return new CommandLine(settings.convert().exec(), scratch);
    }

    @Bean
    Processes processes(CaravanSettings settings, Scratch scratch) {
        return new Processes(settings.convert().exec(), scratch);
    }

    @Bean
    Proof proof(Octrees octrees) {
        return new Proof(octrees);
    }

    @Bean
    Octrees octrees(Workspace workspace) {
        return new Octrees(workspace);
    }

    @Bean
    Manifests manifests(CaravanSettings settings, FileStore store) {
        return new Manifests(settings.publish(), store);
    }

    @Bean
    Bucket bucket(CaravanSettings settings, S3Connections connections, VersionedLayout versioned) {
        return new Bucket(settings.publish(), connections, versioned);
    }

    @Bean
    UploadHistory uploadHistory(CaravanSettings settings, S3Connections connections, History history) {
        return new UploadHistory(settings.publish(), connections, history);
    }

    @Bean
    Uploads uploads(Bucket bucket, UploadHistory history) {
        return new Uploads(bucket, history);
    }

    @Bean
    TargetCheck targetCheck(CaravanSettings settings, S3Connections connections) {
        return new TargetCheck(settings.publish(), connections);
    }

    @Bean
    Ledger ledger(StringRedisTemplate redis, PublicationStore store, CaravanSettings settings) {
        return new Ledger(redis, store, settings.publish());
    }

    @Bean
    CleanUp cleanUp(
            CaravanSettings settings,
            JobQueue queue,
            EndedJobs jobs,
            Retention history,
            Scratch scratch,
            Workspace workspace) {
        JobSettings ttl = settings.jobs();
        Duration longest = ttl.resultTtl().compareTo(ttl.failedTtl()) < 0 ? ttl.failedTtl() : ttl.resultTtl();
        Terms terms = new Terms(settings.history().keep(), longest);
        return new CleanUp(queue, jobs, history, scratch::sweep, workspace, terms, Clock.systemUTC());
    }

    @Bean
    Failures failures(StringRedisTemplate redis, RedisLink link) {
        return new Failures(new Excuses(redis, link)::excuse);
    }
}
