package dev.caravan.support.cluster;

/**
 * What is wrong in a manifest.
 *
 * @param pointer where, as a JSON pointer, empty for the whole document
 * @param message what was found and what is allowed
 */
public record Flaw(String pointer, String message) {

    /** @return the place as the API server names it, such as {@code spec.template.spec.containers[0].image} */
    String field() {
        return pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.');
    }

    @Override
    public String toString() {
        return pointer + ": " + message;
    }
}
