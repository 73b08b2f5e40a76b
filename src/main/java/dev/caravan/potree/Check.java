package dev.caravan.potree;

/**
 * One thing that was looked at.
 *
 * @param message what was found, and what was expected when it failed
 */
public record Check(String name, boolean passed, String message) {

    static Check passed(String name, String message) {
        return new Check(name, true, message);
    }

    static Check failed(String name, String message) {
        return new Check(name, false, message);
    }

    @Override
    public String toString() {
        return (passed ? "ok      " : "FAILED  ") + name + ": " + message;
    }
}
