package dev.caravan.doctor.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files a disk can still hold, which Java does not tell. */
final class Inodes {
    private static final int SECONDS = 5;
    private static final Pattern PERCENT = Pattern.compile("(?m)^\\S.*\\s(\\d{1,3})%\\s");

    private Inodes() {}

    /** By `df -Pi`; empty where there is none, or where the file system does not count. */
    static Optional<Integer> usedPercent(Path directory) throws InterruptedException {
        try {
            Process df = new ProcessBuilder("df", "-Pi", directory.toString())
                    .redirectErrorStream(true)
                    .start();
            if (!df.waitFor(SECONDS, TimeUnit.SECONDS)) {
                df.destroyForcibly();
                return Optional.empty();
            }
            return parse(new String(df.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // No df: nothing is known, and nothing is wrong.
            return Optional.empty();
        }
    }

    static Optional<Integer> parse(String table) {
        Matcher row = PERCENT.matcher(table);
        return row.find() ? Optional.of(Integer.valueOf(row.group(1))) : Optional.empty();
    }
}
