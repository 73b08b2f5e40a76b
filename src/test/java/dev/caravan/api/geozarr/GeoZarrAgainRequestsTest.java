package dev.caravan.api.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.Answer;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.history.Acts;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.ProductSite;
import dev.caravan.history.History;
import dev.caravan.job.Origin;
import dev.caravan.job.RedisLink;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RealRedis.class)
class GeoZarrAgainRequestsTest {
    private final ProductSite site = new ProductSite();
    private final GeoZarrAgainCalls calls = new GeoZarrAgainCalls(
            site.orders, site.records, new Acts(new History(RealRedis.template(), new RedisLink())));

    @BeforeEach
    void published() {
        for (String key : List.of("geozarr/a", "geozarr/s2/b", "geozarr/s2/c")) {
            site.records.published(GeoZarr.asked(
                    "geozarr-1",
                    key,
                    "https://x/" + key,
                    "product",
                    List.of("/r10m"),
                    List.of("near"),
                    Origin.of("bob", ""),
                    null));
        }
    }

    @Test
    void oneIsAnsweredByItsJob() {
        Answer answer = again("{'datasets': ['geozarr/a']}");

        ReprocessItem item = result(answer).items().get(0);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsEntry("Location", "/api/v1/jobs/" + item.job());
        assertThat(item.path()).isEqualTo("https://x/geozarr/a");
        assertThat(item.action()).isEqualTo("convert");
    }

    @Test
    void aPatternIsAllThatMatch() {
        Answer answer = again("{'datasets': ['geozarr/s2/*', 'geozarr/s2/b'], 'changed': true}");

        assertThat(result(answer).total()).isEqualTo(2);
        assertThat(result(answer).queued()).isEqualTo(2);
        assertThat(answer.headers())
                .containsEntry("Location", "/api/v1/jobs/" + result(answer).job());
    }

    @Test
    void aDryRunQueuesNothing() {
        Answer answer = again("{'datasets': ['**'], 'dryRun': true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(result(answer).queued()).isEqualTo(3);
        assertThat(result(answer).items())
                .allSatisfy(item -> assertThat(item.job()).isNull());
        assertThat(site.orders.work("geozarr/a")).isEmpty();
    }

    @Test
    void aPatternMayMatchNothing() {
        assertThat(result(again("{'datasets': ['x/*']}")).total()).isZero();
    }

    @Test
    void aKeyThatIsNotKnownIsNotFound() {
        assertThatThrownBy(() -> again("{'datasets': ['geozarr/x']}"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no product was ever published as 'geozarr/x'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "datasets    | {}",
                "datasets    | {'datasets': []}",
                "datasets[0] | {'datasets': ['']}",
                "datasets[1] | {'datasets': ['geozarr/a', 'geozarr/[']}",
                "all         | {'all': true}"
            })
    void whatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> again(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    private Answer again(String body) {
        return calls.again(AnApiRequest.posting(body));
    }

    private static ReprocessResult result(Answer answer) {
        return (ReprocessResult) answer.content();
    }
}
