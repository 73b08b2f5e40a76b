package dev.caravan.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.s3.S3Connection;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** A bucket's CORS rules, with one of ours. */
final class CorsRules {
    private static final String ID = "caravan-viewer";
    private static final int KEPT_SECONDS = 3600;

    private final S3Connection connection;
    private final String bucket;
    private final CORSRule ours;

    CorsRules(S3Connection connection, List<String> origins) {
        this.connection = connection;
        this.bucket = connection.target().bucket();
        this.ours = CORSRule.builder()
                .id(ID)
                .allowedOrigins(origins)
                .allowedMethods("GET", "HEAD")
                .allowedHeaders(CrossOriginCheck.SENT)
                .exposeHeaders(CrossOriginCheck.EXPOSED)
                .maxAgeSeconds(KEPT_SECONDS)
                .build();
    }

    Held<List<CORSRule>> read() {
        return Held.read(
                () -> connection
                        .client()
                        .getBucketCors(request -> request.bucket(bucket))
                        .corsRules(),
                "NoSuchCORSConfiguration",
                List.of());
    }

    /** Ours is the first: S3 answers by the first rule that fits, and one that exposes nothing might fit before. */
    List<CORSRule> with(List<CORSRule> present) {
        List<CORSRule> rules = new ArrayList<>(List.of(ours));
        present.stream().filter(rule -> !ID.equals(rule.id())).forEach(rules::add);
        return rules;
    }

    void write(List<CORSRule> rules) {
        connection.client().putBucketCors(request -> request.bucket(bucket)
                .corsConfiguration(configuration -> configuration.corsRules(rules)));
    }

    /** As `aws s3api put-bucket-cors` takes it. */
    static JsonNode json(List<CORSRule> rules) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("CORSRules");
        for (CORSRule rule : rules) {
            ObjectNode item = list.addObject();
            if (rule.id() != null) {
                item.put("ID", rule.id());
            }
            add(item, "AllowedOrigins", rule.allowedOrigins());
            add(item, "AllowedMethods", rule.allowedMethods());
            add(item, "AllowedHeaders", rule.allowedHeaders());
            add(item, "ExposeHeaders", rule.exposeHeaders());
            if (rule.maxAgeSeconds() != null) {
                item.put("MaxAgeSeconds", rule.maxAgeSeconds());
            }
        }
        return document;
    }

    private static void add(ObjectNode item, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = item.putArray(name);
            values.forEach(list::add);
        }
    }
}
