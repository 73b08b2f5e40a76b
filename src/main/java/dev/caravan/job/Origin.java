package dev.caravan.job;

/**
 * For whom a job is, and of what it is a part.
 *
 * @param user whose turn it takes: users share the workers evenly at equal priority; empty for nobody in particular
 * @param project a label to filter by; may be empty
 * @param parent id of the batch it belongs to; empty for none
 */
public record Origin(String user, String project, String parent) {
    public static final Origin NONE = new Origin("", "", "");
    /** The exchange property that says for whom the jobs of a route are, instead of what their body says. */
    public static final String PROPERTY = "origin";
    /** The exchange property that names the batch of which the jobs of a route are a part. */
    public static final String PARENT = "parent";

    /** Longer ones would be somebody's mistake, and they become parts of Redis keys. */
    private static final int LONGEST = 200;

    public Origin {
        require("user", user);
        require("project", project);
    }

    public static Origin of(String user, String project) {
        return new Origin(user, project, "");
    }

    public Origin within(String batch) {
        return new Origin(user, project, batch);
    }

    /** Whether a text can be a user's or a project's name: at most 200 characters, none of them a control character or `|`. */
    public static boolean isLabel(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '|');
    }

    private static void require(String what, String text) {
        if (!isLabel(text)) {
            throw new IllegalArgumentException("a " + what
                    + " has at most 200 characters, none of them a control character or '|': '" + text + "'");
        }
    }
}
