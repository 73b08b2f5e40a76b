package dev.caravan.doctor;

import java.util.ArrayList;
import java.util.List;

/** The findings of one check, as they are made. */
public final class Findings {
    private final String check;
    private final List<Finding> all = new ArrayList<>();

    /** @param check its name */
    public Findings(String check) {
        this.check = check;
    }

    public Findings ok(String subject, String message) {
        return add(subject, Status.OK, message, "");
    }

    /** @param message why it was not looked at */
    public Findings skipped(String subject, String message) {
        return add(subject, Status.SKIPPED, message, "");
    }

    public Findings warning(String subject, String message, String remedy) {
        return add(subject, Status.WARNING, message, remedy);
    }

    public Findings failed(String subject, String message, String remedy) {
        return add(subject, Status.FAILED, message, remedy);
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    private Findings add(String subject, Status status, String message, String remedy) {
        all.add(new Finding(check, subject, status, message, remedy));
        return this;
    }
}
