package dev.caravan.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Priority;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsComponentTest {
    @TempDir
    private Path data;

    private Instance instance;

    @AfterEach
    void close() {
        if (instance != null) {
            instance.close();
        }
    }

    @Test
    void theCatalogKnowsEveryOption() throws Exception {
        CatalogCamelContext catalog = instance().camel;

        JsonNode schema = new ObjectMapper().readTree(catalog.getComponentParameterJsonSchema("jobs"));

        assertThat(schema.at("/component/syntax").asText()).isEqualTo("jobs:stage");
        List<String> options = Arrays.stream(JobsEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(java.lang.reflect.Field::getName)
                .toList();
        assertThat(options).hasSize(10).allSatisfy(option -> assertThat(
                        schema.at("/properties/" + option + "/description").asText())
                .isNotBlank());
        assertThat(schema.at("/properties/lease/type").asText()).isEqualTo("duration");
    }

    @Test
    void theDocumentedDefaultsAreTheRealOnes() throws Exception {
        CatalogCamelContext catalog = instance().camel;
        JsonNode properties = new ObjectMapper()
                .readTree(catalog.getComponentParameterJsonSchema("jobs"))
                .get("properties");

        JobsEndpoint endpoint = new JobsEndpoint("jobs:a", new JobsComponent(), "a");

        assertThat(properties.at("/lease/defaultValue").asLong()).isEqualTo(endpoint.getLease());
        assertThat(properties.at("/pollInterval/defaultValue").asLong()).isEqualTo(endpoint.getPollInterval());
        assertThat(properties.at("/maximumAttempts/defaultValue").asInt()).isEqualTo(endpoint.getMaximumAttempts());
        assertThat(properties.at("/backOffDelay/defaultValue").asLong()).isEqualTo(endpoint.getBackOffDelay());
        assertThat(properties.at("/maximumBackOffDelay/defaultValue").asLong())
                .isEqualTo(endpoint.getMaximumBackOffDelay());
        assertThat(properties.at("/backOffMultiplier/defaultValue").asDouble())
                .isEqualTo(endpoint.getBackOffMultiplier());
        assertThat(properties.at("/backOffJitter/defaultValue").asDouble()).isEqualTo(endpoint.getBackOffJitter());
        assertThat(properties.at("/concurrentConsumers/defaultValue").asInt())
                .isEqualTo(endpoint.getConcurrentConsumers());
        assertThat(properties.at("/priority").has("defaultValue")).isFalse();
        assertThat(endpoint.getPriority()).isNull();
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> instance().camel.getEndpoint("jobs:convert?leese=3s"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("leese");
    }

    @Test
    void aNameThatCannotBeAStageIsRefused() {
        assertThatThrownBy(() -> instance().camel.getEndpoint("jobs:No_Stage"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasRootCauseMessage(
                        "'No_Stage' cannot name a stage; it must be lower-case letters, digits and '-', and not 'arrivals'");
    }

    @Test
    void aConsumerWithoutThreadsIsRefused() {
        assertThatThrownBy(() -> instance().camel.getEndpoint("jobs:convert?concurrentConsumers=0"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasRootCauseMessage("concurrentConsumers is 0; it must be 1 or more");
    }

    @Test
    void theUriWinsOverTheSettingsAndTheseOverTheDefaults() {
        JobsEndpoint endpoint = instance()
                .camel
                .getEndpoint("jobs:convert?lease=2m&priority=URGENT&concurrentConsumers=3", JobsEndpoint.class);

        JobSettings settings = endpoint.settings();

        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.maximumAttempts()).isEqualTo(Instance.SETTINGS.maximumAttempts());
        assertThat(settings.backOff()).isEqualTo(Instance.SETTINGS.backOff());
        assertThat(endpoint.getPriority()).isEqualTo(Priority.URGENT);
        assertThat(endpoint.getConcurrentConsumers()).isEqualTo(3);
    }

    @Test
    void withoutAQueueTheMessageNamesWhatIsMissing() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();

            assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("jobs:convert", "a"))
                    .hasRootCauseMessage(
                            "the option 'payloadFormats' of the component 'jobs' is not set, and the registry"
                                    + " does not hold exactly one of its type");
        }
    }

    private Instance instance() {
        instance = Instance.on(RealRedis.template(), data).start();
        return instance;
    }
}
