package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.zarr.GroupCheck;
import java.util.List;

/** Which groups a store has, and which it lacks, for people and for programs. */
final class GroupWords {

    private GroupWords() {}

    /** The groups one a line when none were named, else what there is of each that was; the rest goes beside it. */
    static void print(GroupCheck check, List<String> wanted, Screen screen) {
        if (!check.tree().complete()) {
            screen.note(Words.printable(check.available()));
        } else if (wanted.isEmpty()) {
            check.tree().groups().forEach(group -> screen.line(Words.printable(group)));
        }
        wanted.forEach(group -> screen.line(Words.printable(line(check, group))));
        if (!check.passed() && check.tree().complete()) {
            screen.note(Words.printable(check.available()));
        }
    }

    /** `ok` is what the exit code says; `groups` are null when the store cannot be listed. */
    static ObjectNode json(GroupCheck check, List<String> wanted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", check.passed() && (check.tree().complete() || !wanted.isEmpty()));
        json.put("store", check.tree().place());
        json.put("zarrFormat", check.tree().format());
        json.put("consolidated", check.tree().consolidated());
        if (check.tree().complete()) {
            check.tree().groups().forEach(json.putArray("groups")::add);
        } else {
            json.putNull("groups");
        }
        ArrayNode missing = json.putArray("missing");
        for (String group : check.missing()) {
            ObjectNode entry = missing.addObject().put("group", group);
            entry.put("isArray", check.arrays().contains(group));
            near(check, group).forEach(entry.putArray("near")::add);
        }
        return json;
    }

    private static String line(GroupCheck check, String group) {
        if (!check.missing().contains(group)) {
            return "there    " + group;
        }
        List<String> near = near(check, group);
        return "MISSING  " + group
                + (check.arrays().contains(group) ? ", which is an array" : "")
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }

    private static List<String> near(GroupCheck check, String group) {
        return check.suggestions().getOrDefault(group, List.of());
    }
}
