package dev.caravan.stage.scan;

import java.util.List;

/** Names that people really give to files, and that something on the way might trip over. */
public final class StrangeNames {

    private StrangeNames() {}

    /** Without extension; each is a valid POSIX file name with `.las` added, one of them of exactly 255 bytes. */
    public static List<String> all() {
        return List.of(
                "two words",
                "it's \"quoted\"",
                "Grünau-Straße",
                "\u70b9\u7fa4\ud83d\uddfa",
                "-o",
                "line\nbreak",
                "100%",
                "%2F..",
                "no#1",
                "[glob]*?",
                "back\\slash",
                "{a,b}",
                "${body}",
                "{{caravan.scan.schedule}}",
                "tab\t",
                "a:b;c|d&e",
                "\ufffd",
                "x".repeat(251));
    }
}
