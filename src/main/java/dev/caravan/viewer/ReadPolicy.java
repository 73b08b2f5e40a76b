package dev.caravan.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.s3.S3Connection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A bucket's policy, with a statement of ours that lets everybody read below the target's prefix. */
final class ReadPolicy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2012-10-17";

    private final S3Connection connection;
    private final String bucket;
    private final String prefix;

    ReadPolicy(S3Connection connection) {
        this.connection = connection;
        this.bucket = connection.target().bucket();
        this.prefix = connection.target().prefix();
    }

    Held<JsonNode> read() {
        return Held.read(
                () -> parse(connection
                        .client()
                        .getBucketPolicy(request -> request.bucket(bucket))
                        .policy()),
                "NoSuchBucketPolicy",
                empty());
    }

    /** What is there stays; only our statement is replaced. */
    JsonNode with(JsonNode present) {
        ObjectNode policy = present.isObject() ? ((ObjectNode) present).deepCopy() : empty();
        JsonNode statements = policy.path("Statement");
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        // A single statement may stand without a list.
        Iterable<JsonNode> each =
                statements.isArray() ? statements : statements.isObject() ? List.of(statements) : List.of();
        each.forEach(statement -> {
            if (!sid().equals(statement.path("Sid").asText())) {
                merged.add(statement);
            }
        });
        merged.add(ours());
        policy.set("Statement", merged);
        return policy;
    }

    void write(JsonNode policy) {
        connection.client().putBucketPolicy(request -> request.bucket(bucket).policy(policy.toString()));
    }

    private ObjectNode ours() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", sid());
        statement.put("Effect", "Allow");
        statement.put("Principal", "*");
        statement.put("Action", "s3:GetObject");
        statement.put("Resource", "arn:aws:s3:::" + bucket + "/" + prefix + "*");
        return statement;
    }

    /** Letters and digits only; another for each prefix, as several targets may share a bucket. */
    private String sid() {
        CRC32 digest = new CRC32();
        digest.update(prefix.getBytes(StandardCharsets.UTF_8));
        return "CaravanRead" + Long.toHexString(digest.getValue());
    }

    private static ObjectNode empty() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", VERSION);
        policy.putArray("Statement");
        return policy;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw SdkClientException.create("the bucket's policy is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
