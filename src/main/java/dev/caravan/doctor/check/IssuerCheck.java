package dev.caravan.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.api.OidcSettings;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whether the issuer of tokens answers, says that it is the one, and gives the keys by which its tokens are proven. */
public final class IssuerCheck implements Check {
    private static final String KEY = "caravan.api.oidc.issuer";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OidcSettings settings;

    /** @param settings with an issuer */
    public IssuerCheck(OidcSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String subject() {
        return settings.issuer();
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        Findings findings = new Findings(name());
        try {
            look(findings);
        } catch (IOException | IllegalArgumentException e) {
            findings.failed(
                    subject(),
                    "its keys cannot be read, so that nobody can sign in with a token: " + e,
                    "correct " + KEY + ", or let this machine through: 'curl " + description()
                            + "' has to show jwks_uri; its certificate has to be known to Java (-Djavax.net.ssl.trustStore)");
        }
        return findings.all();
    }

    private void look(Findings findings) throws IOException, InterruptedException {
        JsonNode description = read(URI.create(description()));
        String issuer = description.path("issuer").asText();
        if (!issuer.equals(settings.issuer())) {
            findings.failed(
                    subject(),
                    "calls itself '" + issuer + "': tokens of it are refused",
                    "set " + KEY + " to that, letter by letter");
            return;
        }
        int keys = read(URI.create(description.path("jwks_uri").asText()))
                .path("keys")
                .size();
        if (keys == 0) {
            findings.failed(subject(), "has no keys", "let the issuer make a key for signing (RS256)");
        } else {
            findings.ok(subject(), "answers, and has " + keys + (keys == 1 ? " key" : " keys"));
        }
    }

    private String description() {
        return settings.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration";
    }

    private static JsonNode read(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " is answered with " + answer.statusCode());
        }
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
