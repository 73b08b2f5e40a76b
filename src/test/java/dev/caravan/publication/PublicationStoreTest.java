package dev.caravan.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.s3.Layout;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class PublicationStoreTest {
    private final PublicationStore store = new PublicationStore(RealRedis.template());

    @Test
    void eachTargetHasItsOwnPublication() {
        Publication near = publication("near").seen(new Viewing(false, "no CORS", Instant.ofEpochSecond(7)));
        Publication far = publication("far");

        store.put("a/b", near);
        store.put("a/b", publication("far").seen(new Viewing(true, "", Instant.EPOCH)));
        store.put("a/b", far);

        assertThat(store.find("a/b")).containsExactly(far, near);
        assertThat(store.find("a/b", "near")).contains(near);
        assertThat(store.find("a/b", "other")).isEmpty();
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void datasetsAreListedInOrderUntilTheirLastPublicationIsRemoved() {
        store.put("b", publication("near"));
        store.put("a", publication("near"));
        store.put("a", publication("far"));
        store.put("c", publication("far"));

        assertThat(store.datasets("", 2)).containsExactly("a", "b");
        assertThat(store.datasets("b", 2)).containsExactly("c");

        assertThat(store.remove("a", "far")).isTrue();
        assertThat(store.remove("a", "far")).isFalse();
        assertThat(store.remove("b", "near")).isTrue();

        assertThat(store.datasets("", 9)).containsExactly("a", "c");
    }

    @Test
    void eachTargetsDatasetsAreCounted() {
        store.put("a", publication("near"));
        store.put("a", publication("near"));
        store.put("a", publication("far"));
        store.put("b", publication("near"));
        store.remove("a", "far");
        store.remove("a", "far");

        assertThat(store.counts()).containsOnly(Map.entry("near", 2L), Map.entry("far", 0L));
    }

    @Test
    void aPublicationIsReplacedOnlyWhileItIsTheOneThatWasRead() {
        Publication first = publication("near");
        Publication seen = first.seen(new Viewing(true, "", Instant.EPOCH));
        store.put("a", first);

        assertThat(store.replace("a", first, seen)).isTrue();
        assertThat(store.replace("a", first, first)).isFalse();
        assertThat(store.replace("b", first, seen)).isFalse();

        assertThat(store.find("a")).containsExactly(seen);
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    void severalDatasetsAreFoundAtOnce() {
        store.put("a", publication("near"));
        store.put("a", publication("far"));
        store.put("ä", publication("near"));

        Map<String, List<Publication>> found = store.find(List.of("a", "none", "ä", "a"));

        assertThat(found).containsOnlyKeys("a", "ä");
        assertThat(found.get("a")).containsExactlyInAnyOrder(publication("near"), publication("far"));
        assertThat(store.find(List.of())).isEmpty();
    }

    private static Publication publication(String target) {
        return new Publication(
                target,
                Layout.VERSIONED,
                "20260101T000000Z-0a1b2c3d",
                "clouds/a/b/20260101T000000Z-0a1b2c3d/",
                URI.create("http://127.0.0.1/metadata.json"),
                URI.create("http://127.0.0.1/latest.json"),
                4,
                1234,
                Instant.ofEpochSecond(5),
                "job-1",
                null);
    }
}
