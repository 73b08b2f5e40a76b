package dev.caravan.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.s3.S3Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** What a bucket has to be told so that browsers can read it: says it, or does it. */
final class BucketRules {
    private static final Logger LOG = LoggerFactory.getLogger(BucketRules.class);

    private final S3Connection connection;
    private final CorsRules cors;
    private final ReadPolicy policy;

    BucketRules(S3Connection connection, ViewerSettings settings) {
        this.connection = connection;
        this.cors = new CorsRules(connection, settings.origins());
        this.policy = new ReadPolicy(connection);
    }

    /**
     * Writes what mends it, together with what is there; what cannot be read is not replaced.
     *
     * @return whether it was written
     */
    boolean apply(Cure cure) {
        try {
            return switch (cure) {
                case CORS -> applyCors();
                case ACCESS -> applyPolicy();
                default -> false;
            };
        } catch (SdkException e) {
            LOG.warn(
                    "the {} rules of bucket {} were not written: {}",
                    cure.word(),
                    connection.target().bucket(),
                    e.getMessage());
            return false;
        }
    }

    Remedy remedy(Cure cure) {
        return switch (cure) {
            case CORS -> corsRemedy();
            case ACCESS -> policyRemedy();
            case PRIVACY ->
                text(
                        cure,
                        "Take away what lets everybody read: the target's acl must be '' or private, and the bucket's policy must allow"
                                + " s3:GetObject to nobody in general; then publish again, which renews the ACLs.");
            default ->
                text(
                        cure,
                        "No rule of the bucket mends this: look at the server, and at what stands before it (a proxy, a CDN, the target's"
                                + " public-url).");
        };
    }

    private boolean applyCors() {
        Held<List<CORSRule>> held = cors.read();
        if (held.value() == null) {
            return false;
        }
        cors.write(cors.with(held.value()));
        return true;
    }

    private boolean applyPolicy() {
        Held<JsonNode> held = policy.read();
        if (held.value() == null) {
            return false;
        }
        policy.write(policy.with(held.value()));
        return true;
    }

    private Remedy corsRemedy() {
        Held<List<CORSRule>> held = cors.read();
        if (!held.supported()) {
            return text(
                    Cure.CORS,
                    "This server knows no CORS rules of a bucket (" + held.obstacle()
                            + "): set them in its own configuration, or in a proxy before it. Pages of "
                            + connectionOrigins() + " need GET and HEAD, the request headers "
                            + String.join(", ", CrossOriginCheck.SENT) + ", and the response headers "
                            + String.join(", ", CrossOriginCheck.EXPOSED) + ".");
        }
        List<CORSRule> present = held.value() == null ? List.of() : held.value();
        return new Remedy(
                Cure.CORS,
                "Give the bucket these CORS rules" + included(held)
                        + " A proxy or CDN before the bucket has to pass on the header Origin, and these answers.",
                command("put-bucket-cors", "--cors-configuration file://cors.json"),
                CorsRules.json(cors.with(present)));
    }

    private Remedy policyRemedy() {
        Held<JsonNode> held = policy.read();
        String byAcl = "set the target's acl to public-read, and publish again";
        if (!held.supported()) {
            return text(
                    Cure.ACCESS,
                    "This server knows no policy of a bucket (" + held.obstacle() + "): " + byAcl
                            + "; or set the target's access to private, and give out links.");
        }
        JsonNode present = held.value() == null ? MissingNode.getInstance() : held.value();
        return new Remedy(
                Cure.ACCESS,
                "Give the bucket this policy" + included(held)
                        + " AWS refuses it until the bucket's 'Block Public Access' is off. Or " + byAcl
                        + "; or set the target's access to private, and give out links.",
                command("put-bucket-policy", "--policy file://policy.json"),
                policy.with(present));
    }

    private static String included(Held<?> held) {
        return held.value() == null
                ? "; those that it has could not be read (" + held.obstacle()
                        + ") and would be replaced: add them first."
                : ", which include those that it has.";
    }

    private String connectionOrigins() {
        return String.join(", ", cors.with(List.of()).get(0).allowedOrigins());
    }

    private String command(String call, String document) {
        String endpoint = connection
                .client()
                .serviceClientConfiguration()
                .endpointOverride()
                .map(address -> " --endpoint-url " + address)
                .orElse("");
        return "aws s3api " + call + " --bucket " + connection.target().bucket() + " " + document + endpoint;
    }

    private static Remedy text(Cure cure, String text) {
        return new Remedy(cure, text, null, null);
    }
}
