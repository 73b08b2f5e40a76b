package dev.caravan.config;

import dev.caravan.api.history.Acts;
import dev.caravan.api.history.CleanUpCalls;
import dev.caravan.api.history.HistoryTargets;
import dev.caravan.api.history.OperationDetails;
import dev.caravan.api.history.Reports;
import dev.caravan.file.FileStore;
import dev.caravan.history.FailureLog;
import dev.caravan.history.History;
import dev.caravan.history.Operations;
import dev.caravan.history.Performance;
import dev.caravan.stage.cleanup.CleanUp;
import dev.caravan.workspace.Workspace;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the routes `api-operation*`, `api-file-history`, `api-report-*` and `api-clean-up` name. */
@Configuration(proxyBeanMethods = false)
class ApiHistoryConfiguration {

    @Bean
    OperationDetails operationDetails(Operations operations, FileStore files) {
        return new OperationDetails(operations, new HistoryTargets(files));
    }

    @Bean
    Reports reports(Performance performance, FailureLog failures) {
        return new Reports(performance, failures);
    }

    @Bean
    Acts acts(History history) {
        return new Acts(history);
    }

    @Bean
    CleanUpCalls cleanUpCalls(CleanUp cleanUp, History history, Workspace workspace) {
        return new CleanUpCalls(cleanUp, history, workspace.data(), Clock.systemUTC());
    }
}
