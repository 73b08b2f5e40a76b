package dev.caravan.doctor;

import java.util.List;

/**
 * What is not looked at, so that it is said.
 *
 * @param name of the check that it would have been
 * @param reason why not
 */
public record Omission(String name, String subject, String reason) implements Check {

    @Override
    public List<Finding> look() {
        return new Findings(name).skipped(subject, reason).all();
    }
}
