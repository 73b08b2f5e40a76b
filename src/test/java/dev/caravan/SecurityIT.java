package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.api.ApiKey;
import dev.caravan.setting.Secret;
import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.EchoRoute;
import dev.caravan.support.Issuer;
import dev.caravan.support.RawHttp;
import dev.caravan.support.RawHttp.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with keys and tokens, before the packaged service on all addresses. */
class SecurityIT {
    private static final Secret VIEWER = ApiKey.random();
    private static final Secret OPERATOR = ApiKey.random();
    private static final String HASH = ApiKey.hash(OPERATOR);

    @TempDir
    private static Path root;

    private static Issuer issuer;
    private static CaravanProcess caravan;

    @BeforeAll
    static void start() throws Exception {
        CaravanHome home = CaravanHome.in(root);
        EchoRoute.into(home.routes());
        issuer = Issuer.start();
        caravan = CaravanProcess.start(
                        root,
                        "--server.address=0.0.0.0",
                        "--caravan.api.keys[0].name=dashboard",
                        "--caravan.api.keys[0].role=viewer",
                        "--caravan.api.keys[0].hash=" + ApiKey.hash(VIEWER),
                        "--caravan.api.keys[1].name=script",
                        "--caravan.api.keys[1].role=operator",
                        "--caravan.api.keys[1].hash=" + HASH,
                        "--caravan.api.oidc.issuer=" + issuer.address(),
                        "--caravan.api.oidc.audience=caravan",
                        "--caravan.api.limits.requests-per-second=100000",
                        "--caravan.api.limits.burst=100000",
                        "--caravan.api.limits.maximum-body=1KB")
                .listening();
    }

    @AfterAll
    static void stop() {
        issuer.close();
        caravan.close();
        assertThat(caravan.output())
                .doesNotContain(VIEWER.reveal())
                .doesNotContain(OPERATOR.reveal())
                .doesNotContain(HASH)
                .doesNotContain("eyJ")
                .doesNotContain("\tat ");
    }

    @Test
    void aViewerReadsAndAnOperatorDoesEverything() {
        assertThat(send("GET", "/actuator/health", bearer(VIEWER)).status()).isIn(200, 503);
        assertThat(send("GET", EchoRoute.PATH, bearer(VIEWER)).status()).isEqualTo(200);
        assertThat(send("GET", EchoRoute.PATH, "X-API-Key: " + VIEWER.reveal()).status())
                .isEqualTo(200);
        assertThat(send("POST", EchoRoute.PATH, bearer(OPERATOR)).status()).isEqualTo(200);
        assertThat(send("POST", "/api/v1/scan", bearer(OPERATOR)).status()).isIn(200, 409);
    }

    @Test
    void aViewerChangesNothingAndIsToldWhichRoleItTakes() throws Exception {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            Answer answer = send(method, EchoRoute.PATH, bearer(VIEWER));

            assertProblem(answer, 403);
            assertThat(json(answer).get("detail").asText()).isEqualTo(method + " needs the role operator");
            assertThat(answer.headers()).contains("www-authenticate: bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Authorization: Bearer wrong",
                "Authorization: Bearer ",
                "Authorization: Bearer a.b.c",
                "Authorization: Basic YTpi",
                "X-API-Key: wrong"
            })
    void aStrangerIsRefusedEverywhere(String header) throws Exception {
        for (String path :
                List.of(EchoRoute.PATH, "/api/v1/scan", "/actuator/health", "/actuator", "/", "/error", "/x")) {
            for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                Answer answer = send(method, path, header);

                assertProblem(answer, 401);
                assertThat(answer.headers()).contains("www-authenticate: bearer");
                assertThat(json(answer).get("detail").asText()).contains(" needs the role ");
                assertThat(json(answer).get("instance").asText()).isEqualTo(path);
            }
        }
    }

    @Test
    void theHashOfAKeyIsNoKey() throws Exception {
        assertProblem(send("GET", EchoRoute.PATH, "X-API-Key: " + HASH), 401);
        assertProblem(send("GET", EchoRoute.PATH + "?access_token=" + VIEWER.reveal()), 401);
    }

    @Test
    void theProbesAreForEverybody() {
        assertThat(send("GET", "/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(send("GET", "/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(send("GET", "/actuator/health/liveness").body()).doesNotContain("components");
    }

    @Test
    void aTokenOfTheIssuerHasTheNameAndTheRoleOfItsUser() throws Exception {
        String viewer = token("caravan", "caravan-viewer");

        assertThat(json(send("GET", EchoRoute.PATH, viewer)).at("/caller/name").asText())
                .isEqualTo("ada@example.org");
        assertProblem(send("POST", EchoRoute.PATH, viewer), 403);
        assertThat(send("POST", EchoRoute.PATH, token("caravan", "caravan-operator"))
                        .status())
                .isEqualTo(200);
        assertProblem(send("GET", EchoRoute.PATH, token("caravan", "nobody")), 403);
        assertProblem(send("GET", EchoRoute.PATH, token("another", "caravan-operator")), 401);
    }

    @Test
    void aRouteKnowsItsCallerAndTheRequest() throws Exception {
        String path = EchoRoute.PATH + "/m%C3%BCnster?state=FAILED&state=QUEUED&q=a%20b";
        String body = "{\"a\": 1}";
        Answer answer = send(
                "POST",
                path,
                bearer(OPERATOR),
                "Content-Type: application/json",
                "IDEMPOTENCY-KEY: 7",
                "Content-Length: " + body.length(),
                "",
                body);

        JsonNode request = json(answer);
        assertThat(request.at("/caller/name").asText()).isEqualTo("script");
        assertThat(request.at("/method").asText()).isEqualTo("POST");
        assertThat(request.at("/pathParameters/name").asText()).isEqualTo("münster");
        assertThat(request.at("/query/state").toString()).isEqualTo("[\"FAILED\",\"QUEUED\"]");
        assertThat(request.at("/query/q/0").asText()).isEqualTo("a b");
        assertThat(request.at("/idempotencyKey").asText()).isEqualTo("7");
        assertThat(request.at("/contentType").asText()).isEqualTo("application/json");
        assertThat(request.at("/body").binaryValue()).asString().isEqualTo(body);
    }

    @Test
    void noHeaderAndNoParameterReachesAnExchange() {
        String form = "CamelFileName=injected&form=injected";
        Answer answer = send(
                "POST",
                EchoRoute.HEADERS + "?q=injected",
                bearer(OPERATOR),
                "CamelFileName: injected",
                "cAmElFileName: injected",
                "CAMELHTTPURI: injected",
                "CamelExecCommandExecutable: injected",
                "org.apache.camel.x: injected",
                "breadcrumbId: injected",
                "X-Forwarded-Host: injected",
                "Accept: text/injected, */*",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length(),
                "",
                form);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("CamelHttpMethod").doesNotContainIgnoringCase("CamelFileName");
        assertThat(answer.body().replaceAll("Camel(Http|Servlet)[A-Za-z]*=[^,}]*", ""))
                .doesNotContain("injected")
                .doesNotContain(OPERATOR.reveal());
        assertThat(answer.headers()).doesNotContain("injected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?CamelFileName=x",
                "?cAmElHttpUri=http://evil.example",
                "?%43amelExecCommandExecutable=x",
                "?breadcrumbId=x",
                "?a.b=c",
                "?a=%00",
                "?a=%ff",
                "?=x"
            })
    void aStrangeParameterIsNamed(String query) throws Exception {
        Answer answer = send("GET", EchoRoute.PATH + query, bearer(VIEWER));

        assertProblem(answer, 400);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo("query");
        assertThat(json(answer).at("/errors/0/allowed").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "GET, /nothing.html, 404",
        "GET, /error, 404",
        "DELETE, /api/v1/scan, 405",
        "TRACE, /api/v1/scan, 405",
        "NONSENSE, /api/v1/scan, 400",
        "GET, /api/v1/..%2fecho, 400",
        "GET, /api/v1/%2e%2e/v1/echo, 400",
        "GET, /api/v1/../v1/echo, 400",
        "GET, /api/v1/echo%00, 400",
        "GET, /api/v1/echo;x=y, 400",
        "GET, //api/v1/echo, 400",
        "GET, /api/v1\\echo, 400",
        "GET, /api/v1/echo%5c, 400",
        "GET, /api/v1/echo/%zz, 400",
        "GET, /api/v1/echo?a=<b>, 400"
    })
    void whatIsNoRequestOfOursIsAProblem(String method, String target, int status) throws Exception {
        Answer answer = send(method, target, bearer(OPERATOR), "Accept: text/html");

        assertProblem(answer, status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/echo HTTP/1.1\nNoColon\n\n",
                "GET /api/v1/echo HTTP/1.1\nHost: a b\n\n",
                "GET /api/v1/echo HTTP/1.1\nHost: a\nHost: b\n\n",
                "GET /api/v1/echo HTTP/1.1\nAccept: */*\n\n",
                "POST /api/v1/echo HTTP/1.1\nHost: a\nContent-Length: x\n\n",
                "nonsense\n\n"
            })
    void whatIsNoHttpIsRefused(String request) {
        Answer answer = RawHttp.send(caravan.port(), request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("<html").doesNotContain("Tomcat");
    }

    @Test
    void aHeadThatIsTooLongIsRefused() {
        Answer answer = send("GET", EchoRoute.PATH, bearer(VIEWER), "X: " + "x".repeat(20_000));

        assertThat(answer.status()).isIn(400, 431);
        assertThat(answer.body()).doesNotContain("<html");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
        assertProblem(
                send("POST", EchoRoute.PATH, bearer(OPERATOR), "Content-Length: 1025", "", "x".repeat(1025)), 413);
        assertProblem(send("POST", EchoRoute.PATH, bearer(OPERATOR), "Content-Length: 99999999999"), 413);
        assertProblem(chunked(1025), 413);
        assertProblem(
                send("POST", "/actuator/health", bearer(OPERATOR), "Content-Length: 1025", "", "x".repeat(1025)), 413);
        assertThat(chunked(1024).status()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherSitesAreNotInvited() throws Exception {
        Answer answer = send(
                "OPTIONS",
                EchoRoute.PATH,
                bearer(OPERATOR),
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST");

        assertProblem(answer, 403);
        assertThat(json(answer).get("detail").asText()).contains("https://evil.example");
        assertThat(answer.headers()).doesNotContain("access-control-allow");
        assertThat(send("GET", EchoRoute.PATH, bearer(VIEWER)).headers())
                .contains("x-content-type-options: nosniff", "x-frame-options: deny", "cache-control: no-cache")
                .doesNotContain("set-cookie");
    }

    private static Answer chunked(int size) {
        return send(
                "POST",
                EchoRoute.PATH,
                bearer(OPERATOR),
                "Transfer-Encoding: chunked",
                "",
                Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n0\r\n\r\n");
    }

    private static String token(String audience, String role) {
        return "Authorization: Bearer "
                + issuer.token(audience, Map.of("email", "ada@example.org", "roles", List.of(role)));
    }

    private static String bearer(Secret key) {
        return "Authorization: Bearer " + key.reveal();
    }

    /** @param lines headers, then an empty one and the body */
    private static Answer send(String method, String target, String... lines) {
        return RawHttp.send(caravan.port(), method, target, lines);
    }

    private static void assertProblem(Answer answer, int status) throws Exception {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.toString()).isTrue();
        assertThat(json(answer).get("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("<html");
    }

    private static JsonNode json(Answer answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
