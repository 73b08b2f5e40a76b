package dev.caravan.doctor;

/**
 * What a check has found.
 *
 * @param check its name
 * @param subject the thing, such as a directory or a target; empty when there is only one
 * @param message how it is, one sentence for people
 * @param remedy what somebody can do, with the command, the key or the line of a manifest; never empty when something is wrong
 */
public record Finding(String check, String subject, Status status, String message, String remedy) {

    public Finding {
        if (check.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException(
                    "a finding without a check or a message: '" + check + "', '" + message + "'");
        }
        boolean wrong = status == Status.WARNING || status == Status.FAILED;
        if (wrong && remedy.isBlank()) {
            throw new IllegalArgumentException("a finding that names no remedy: " + check + ": " + message);
        }
    }
}
