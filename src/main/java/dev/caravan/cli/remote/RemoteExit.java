package dev.caravan.cli.remote;

/** How a command says what came of it. These numbers are a promise: docs/cli.md lists them. */
final class RemoteExit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int NOT_ALLOWED = 4;
    static final int UNREACHABLE = 5;
    static final int WAITING = 6;

    static final String HEADING = "%nExit codes:%n";
    static final String DONE_TEXT = "0:done";
    static final String FAILED_TEXT = "1:it failed, or the state of things does not allow it";
    static final String USAGE_TEXT = "2:the command line or a value in it is wrong; the message names it";
    static final String NOT_FOUND_TEXT = "3:there is no such thing";
    static final String NOT_ALLOWED_TEXT = "4:the key is missing, wrong, or its role does not suffice";
    static final String UNREACHABLE_TEXT = "5:the service cannot be reached, or is in trouble";
    static final String INTERRUPTED_TEXT = "130:interrupted; what the service does goes on";

    private RemoteExit() {}

    /** Of an answer that is an error. */
    static int ofStatus(int status) {
        return switch (status) {
            case 400, 405, 406, 413, 414, 415, 422, 431 -> USAGE;
            case 401, 403 -> NOT_ALLOWED;
            case 404, 410 -> NOT_FOUND;
            case 429 -> UNREACHABLE;
            default -> status >= 400 && status < 500 ? FAILED : UNREACHABLE;
        };
    }
}
