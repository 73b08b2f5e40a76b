package dev.caravan.fuzz;

/** Something that must not happen, in words. */
final class Finding extends RuntimeException {

    Finding(String words) {
        super(words);
    }

    Finding(String words, Throwable cause) {
        super(words, cause);
    }

    /** What the findings of one bug have in common: where they were thrown, or what they say but for its numbers. */
    static String signature(Throwable fault) {
        Throwable root = fault instanceof Finding && fault.getCause() != null ? fault.getCause() : fault;
        StringBuilder text = new StringBuilder(root.getClass().getSimpleName());
        if (root instanceof Finding) {
            return String.valueOf(root.getMessage())
                    .replaceAll("[-+0-9.E]+", "#")
                    .lines()
                    .findFirst()
                    .orElse("");
        }
        int frames = 0;
        for (StackTraceElement frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.caravan") && frames++ < 2) {
                text.append(" < ")
                        .append(frame.getClassName().replaceAll(".*\\.", ""))
                        .append('.');
                text.append(frame.getMethodName()).append(':').append(frame.getLineNumber());
            }
        }
        return text.toString();
    }
}
