package dev.caravan.stage.convert;

import java.util.Map;

/** Exit codes in words: above 128 a signal has ended the process. */
final class ExitCode {
    private static final Map<Integer, String> SIGNALS = Map.of(
            2, "SIGINT",
            4, "SIGILL",
            6, "SIGABRT, an uncaught exception or a failed assertion",
            8, "SIGFPE, a division by zero",
            9, "SIGKILL, often the kernel's out-of-memory killer",
            11, "SIGSEGV, a crash",
            15, "SIGTERM",
            25, "SIGXFSZ, the file size limit");

    private ExitCode() {}

    static String describe(int exit) {
        int signal = exit - 128;
        return SIGNALS.containsKey(signal)
                ? "exit code %d (%s)".formatted(exit, SIGNALS.get(signal))
                : "exit code " + exit;
    }
}
