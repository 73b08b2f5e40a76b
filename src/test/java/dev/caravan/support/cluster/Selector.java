package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects are meant: by labels and by fields, as in the query of a list or a watch. */
record Selector(List<String> labels, List<String> fields) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");

    static Selector of(ApiCall call) {
        return new Selector(terms(call.selector()), terms(call.query().getOrDefault("fieldSelector", "")));
    }

    private static List<String> terms(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split(",(?![^(]*\\))"));
    }

    boolean matches(JsonNode object) {
        JsonNode labels = object.at("/metadata/labels");
        return labels().stream().allMatch(term -> label(labels, term.trim()))
                && fields().stream().allMatch(term -> field(object, term.trim()));
    }

    private static boolean label(JsonNode labels, String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            JsonNode value = labels.path(set.group(1));
            boolean in = value.isTextual()
                    && List.of(set.group(3).split("\\s*,\\s*")).contains(value.asText());
            return in == set.group(2).equals("in");
        }
        if (!term.contains("=")) {
            return term.startsWith("!") ? !labels.has(term.substring(1)) : labels.has(term);
        }
        String[] sides = term.split("==|!=|=", 2);
        boolean equal = labels.has(sides[0].trim())
                && labels.get(sides[0].trim()).asText().equals(sides[1].trim());
        return equal != term.contains("!=");
    }

    private static boolean field(JsonNode object, String term) {
        String[] sides = term.split("==|!=|=", 2);
        JsonNode value = object.at("/" + sides[0].trim().replace('.', '/'));
        return value.asText("").equals(sides[1].trim()) != term.contains("!=");
    }
}
