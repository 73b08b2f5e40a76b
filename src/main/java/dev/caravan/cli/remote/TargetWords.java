package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A target in words for people. */
final class TargetWords {
    private static final Map<String, String> ABILITIES = Map.of(
            "fullChecksums", "checksums of whole objects",
            "eTagIsMd5", "ETags that are MD5",
            "conditionalWrites", "conditional writes",
            "acls", "ACLs",
            "listsUploads", "lists of uploads");

    private TargetWords() {}

    static Table table() {
        return new Table(
                Column.word("NAME", "name"),
                Column.word("STATE", target -> Words.of(target.path("health").path("state"))),
                Column.word("LAYOUT", "layout"),
                Column.word("REQUIRED", target -> target.path("required").asBoolean() ? "yes" : "no"),
                Column.word("ACCESS", "access"),
                Column.count("DATASETS", "datasets"),
                Column.count("UNFINISHED", "unfinishedUploads"),
                Column.text("PLACE", TargetWords::place));
    }

    static Details details(JsonNode target, Clock clock) {
        JsonNode capabilities = target.path("capabilities");
        Details details = new Details()
                .with("target", Words.of(target.path("name")))
                .with("place", place(target))
                .with("region", Words.of(target.path("region")))
                .with("state", Words.of(target.path("health").path("state")))
                .with("layout", Words.of(target.path("layout")))
                .with("required", target.path("required").asBoolean() ? "yes" : "no")
                .with("include", list(target.path("include")))
                .with("exclude", list(target.path("exclude")))
                .with("access", Words.of(target.path("access")))
                .with("acl", Words.of(target.path("acl")))
                .with("credentials", Words.of(target.path("credentials")))
                .with("storage class", Words.of(target.path("storageClass")))
                .with("encryption", Words.of(target.path("encryption")))
                .with("bandwidth", bandwidth(target.path("bandwidth")))
                .with("datasets", Words.count(target.path("datasets")))
                .with("unfinished", Words.count(target.path("unfinishedUploads")))
                .with("probed", Words.timeAndAge(capabilities.path("at"), clock))
                .with("has", abilities(capabilities, true))
                .with("lacks", abilities(capabilities, false));
        int number = 0;
        for (JsonNode note : target.path("notes")) {
            number++;
            details.with(number == 1 ? "note" : "note " + number, Words.of(note));
        }
        return details;
    }

    private static String place(JsonNode target) {
        String endpoint = target.path("endpoint").asText();
        return Words.printable("s3://" + target.path("bucket").asText() + "/"
                + target.path("prefix").asText() + (endpoint.isEmpty() ? "" : " at " + endpoint));
    }

    private static String bandwidth(JsonNode bytes) {
        return bytes.isNumber() ? Words.bytes(bytes) + "/s" : Words.NOTHING;
    }

    private static String list(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(Words.of(text)));
        return String.join(" ", all);
    }

    /** Of a server that did not let us look, nothing is said. */
    private static String abilities(JsonNode capabilities, boolean there) {
        return capabilities.path("probed").asBoolean()
                ? String.join(
                        ", ",
                        ABILITIES.keySet().stream()
                                .sorted()
                                .filter(name -> capabilities.path(name).asBoolean() == there)
                                .map(ABILITIES::get)
                                .toList())
                : Words.NOTHING;
    }
}
