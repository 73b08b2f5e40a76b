package dev.caravan.setting;

/**
 * A value that must not be seen: whoever prints it, by mistake or in a debugger's log, gets asterisks.
 *
 * @param reveal the value itself; empty when none is set
 */
public record Secret(String reveal) {
    public static final Secret NONE = new Secret("");

    /** What configuration binding calls. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    public boolean isEmpty() {
        return reveal.isEmpty();
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : "***";
    }
}
