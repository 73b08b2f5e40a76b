package dev.caravan.api;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field where it is: the name of a parameter or header, or the path of a member of the body, such as `files[2].path`
 * @param found the value, shortened; null when there is none
 * @param allowed what would be right, as the end of a sentence that begins with 'it must be'
 */
public record FieldProblem(String field, @Nullable String found, String allowed) {
    private static final int LONGEST = 200;

    public FieldProblem {
        found = found == null || found.length() <= LONGEST ? found : found.substring(0, LONGEST) + "…";
    }

    String sentence() {
        return field + ": " + (found == null ? "nothing is given" : "'" + found + "' is not allowed") + "; it must be "
                + allowed;
    }
}
