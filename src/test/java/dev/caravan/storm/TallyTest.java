package dev.caravan.storm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The storm's own judge: what it would let pass, and what not. */
class TallyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

    private final List<Request> requests = new ArrayList<>();

    @Test
    void aPartThatRedisDidNotKnowAtTheKillMayBeSentAgain() throws IOException {
        part(0, "v1", "u", 1, "content");
        part(1, "v1", "u", 1, "content");
        request(1, "POST /b/d/v1/o?uploadId=u", "");

        Tally tally = tally(Set.of());

        assertThat(tally.needless()).isEmpty();
        assertThat(tally.mostAfterOneKill()).isEqualTo(1);
    }

    @Test
    void aPartThatRedisKnewMayNot() throws IOException {
        part(0, "v1", "u", 1, "content");
        part(1, "v1", "u", 1, "content");

        assertThat(tally(Set.of(Death.part("u", "1"))).needless())
                .singleElement()
                .asString()
                .endsWith("Redis knew it");
    }

    @Test
    void norUnderTheNameOfAnotherVersion() throws IOException {
        part(0, "v1", "u", 1, "content");
        part(1, "v2", "w", 1, "content");

        assertThat(tally(Set.of(Death.part("u", "1"))).needless()).hasSize(1);
    }

    @Test
    void norTwiceInOneLifeNorAfterTheEndOfItsUploadNorWhenNobodyWasKilled() throws IOException {
        part(0, "v1", "u", 1, "one");
        part(0, "v1", "u", 1, "one");
        part(0, "v1", "w", 2, "two");
        request(0, "POST /b/d/v1/o?uploadId=w", "");
        part(1, "v1", "w", 2, "two");
        part(1, "v1", "x", 3, "three");
        part(2, "v1", "x", 3, "three");

        assertThat(tally(Set.of()).needless())
                .hasSize(3)
                .anyMatch(one -> one.endsWith("twice in one life"))
                .anyMatch(one -> one.endsWith("its upload was completed"))
                .anyMatch(one -> one.endsWith("nobody was killed"));
    }

    @Test
    void anotherContentOrPartIsNoRepetitionNorWhatTheServerRefused() throws IOException {
        part(0, "v1", "u", 1, "content");
        part(0, "v1", "u", 2, "content");
        part(1, "v2", "w", 1, "other");
        sent(1, "PUT /b/d/v1/o?partNumber=1&uploadId=u", "content", "HTTP/1.1 500 Error\r\n\r\n");

        Tally tally = tally(Set.of(Death.part("u", "1")));

        assertThat(tally.needless()).isEmpty();
        assertThat(tally.mostAfterOneKill()).isZero();
    }

    @Test
    void anObjectMayBeSentAgainWhenItsAnswerCameAfterTheKill() throws IOException {
        long before = System.nanoTime();
        request(0, "PUT /b/d/v1/o", "content");
        request(1, "PUT /b/d/v1/o", "content");

        assertThat(new Tally(requests, List.of(death(before, Set.of()))).needless())
                .isEmpty();
        assertThat(tally(Set.of()).needless()).singleElement().asString().endsWith("the server had answered");
    }

    @Test
    void whatALifeHasSentIsContentAndNoPointer() throws IOException {
        request(0, "PUT /b/d/v1/o", "content");
        part(1, "v2", "u", 1, "content");
        request(1, "PUT /b/d/latest.json", "pointer");

        assertThat(tally(Set.of()).sentIn(1)).singleElement().asString().contains("partNumber=1");
    }

    /** The first life has ended, now; the second goes on. */
    private Tally tally(Set<String> remembered) {
        return new Tally(requests, List.of(death(System.nanoTime(), remembered)));
    }

    private static Death death(long at, Set<String> remembered) {
        return new Death(at, remembered, Map.of());
    }

    private void part(int life, String version, String upload, int number, String content) throws IOException {
        request(life, "PUT /b/d/%s/o?partNumber=%d&uploadId=%s".formatted(version, number, upload), content);
    }

    private void request(int life, String line, String content) throws IOException {
        sent(life, line, content, OK);
    }

    private void sent(int life, String line, String content, String answer) throws IOException {
        Request request =
                new Request(life, line + " HTTP/1.1\r\nContent-Length: " + content.length() + "\r\nHost: here\r\n\r\n");
        request.copy(new ByteArrayInputStream(content.getBytes(US_ASCII)), OutputStream.nullOutputStream());
        request.answered(answer);
        requests.add(request);
    }
}
