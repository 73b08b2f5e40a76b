package dev.caravan.stage.scan;

import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The beans of this stage, by the names that its routes use. */
@Configuration
public class ScanConfiguration {

    @Bean(name = "inbox")
    Inbox inbox(ScanSettings settings, FileStore store, ScanAgenda agenda, StringRedisTemplate redis) {
        return new Inbox(settings, store, agenda, new ScanEvents(redis), Clock.systemUTC());
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

    @Bean(name = "scanHistory")
    ScanHistory scanHistory(History history, ScanSettings settings) {
        return new ScanHistory(history, settings);
    }

    @Bean(name = "scanTally")
    ScanTally scanTally() {
        return new ScanTally();
    }
}
