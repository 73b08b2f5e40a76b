package dev.caravan.component;

import dev.caravan.job.PayloadFormat;
import java.util.List;

/** Bodies of tests: one word, whose record is `file:<word>`. */
final class TextFormat implements PayloadFormat<String> {

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public String toJson(String body) {
        return '"' + body + '"';
    }

    @Override
    public String fromJson(String json) {
        if (!json.startsWith("\"")) {
            throw new IllegalArgumentException("no text: " + json);
        }
        return json.substring(1, json.length() - 1);
    }

    @Override
    public List<String> subjects(String body) {
        return List.of("file:" + body);
    }

    @Override
    public String title(String body) {
        return "the word " + body;
    }
}
