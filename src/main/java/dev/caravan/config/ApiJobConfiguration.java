package dev.caravan.config;

import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobActions;
import dev.caravan.api.job.JobCensus;
import dev.caravan.api.job.JobDetails;
import dev.caravan.api.job.JobLogs;
import dev.caravan.api.job.JobRetries;
import dev.caravan.api.job.JobSubmission;
import dev.caravan.api.job.StaleJobDetails;
import dev.caravan.api.worker.WorkerCalls;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.StaleJobs;
import dev.caravan.job.Workers;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.workspace.Workspace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the routes `api-job*` and `api-queues` name. */
@Configuration(proxyBeanMethods = false)
class ApiJobConfiguration {

    @Bean
    JobDetails jobDetails(JobCatalog catalog, JobQueue queue, JobStatistics statistics) {
        return new JobDetails(catalog, queue, statistics);
    }

    @Bean
    JobActions jobActions(JobControl control, JobDetails details, Acts acts) {
        return new JobActions(control, details, acts);
    }

    @Bean
    JobRetries jobRetries(JobControl control, JobCatalog catalog, JobDetails details, Acts acts) {
        return new JobRetries(control, catalog, details, acts);
    }

    @Bean
    JobLogs jobLogs(Workspace workspace, JobQueue queue) {
        return new JobLogs(workspace.jobLogs(), queue);
    }

    @Bean
    StaleJobDetails staleJobDetails(StaleJobs stale, JobQueue queue) {
        return new StaleJobDetails(stale, queue);
    }

    @Bean
    JobSubmission jobSubmission(SourceRules rules, JobDetails details) {
        return new JobSubmission(rules, details);
    }

    @Bean
    WorkerCalls workerCalls(Workers workers) {
        return new WorkerCalls(workers);
    }

    @Bean
    JobCensus jobCensus(JobStatistics statistics, Workers workers) {
        return new JobCensus(statistics, workers);
    }
}
