package dev.caravan.stage.scan;

import dev.caravan.file.FileStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this stage, by the names that its routes use. */
@Configuration
public class ScanConfiguration {

    @Bean(name = "inbox")
    Inbox inbox(ScanSettings settings, FileStore store, ScanAgenda agenda) {
        return new Inbox(settings, store, agenda, Clock.systemUTC());
    }

    @Bean(name = "scanAgenda")
    ScanAgenda scanAgenda(ScanSettings settings, FileStore store) {
        return new ScanAgenda(settings.settle(), store, Clock.systemUTC());
    }

    @Bean
    ScanTimes scanTimes(ScanSettings settings, ScanAgenda agenda) {
        return new ScanTimes(settings, agenda, Clock.systemUTC());
    }

    @Bean
    SourceRules sourceRules(ScanSettings settings) {
        return new SourceRules(settings, Clock.systemUTC());
    }

    @Bean(name = "scanTally")
    ScanTally scanTally() {
        return new ScanTally();
    }
}
