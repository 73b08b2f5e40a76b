package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.file.FileStore;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class InboxTest {

    @TempDir
    Path root;

    @Test
    void aScanWhoseRouteBreaksOffIsReportedAndDoesNotBlockTheNext() throws Exception {
        new SourceTree(root).file("a.las");
        FileStore store = new FileStore(RealRedis.template());
        ScanSettings settings = ScanPipeline.settings(Duration.ZERO, ScanPipeline.source(root));
        ScanAgenda agenda = new ScanAgenda(settings.settle(), store, Clock.systemUTC());
        Inbox inbox = new Inbox(settings, store, agenda, new ScanEvents(RealRedis.template()), Clock.systemUTC());
        Exchange broken = new DefaultExchange(new DefaultCamelContext());

        inbox.list(broken);
        broken.setException(new IllegalStateException("somebody changed the route"));
        broken.getExchangeExtension().handoverCompletions().forEach(completion -> completion.onFailure(broken));

        ScanResult result = inbox.lastResult().orElseThrow();
        assertThat(result.complete()).isFalse();
        assertThat(result.errors()).last().asString().contains("somebody changed the route");
        assertThat(agenda.isDue()).isTrue();
        assertThat(inbox.list(new DefaultExchange(new DefaultCamelContext()))).hasSize(1);
    }
}
