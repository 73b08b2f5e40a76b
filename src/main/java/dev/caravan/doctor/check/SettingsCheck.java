package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import java.util.List;

/**
 * The settings have been read: whoever holds this check knows that no key is unknown and no value out of its bounds.
 *
 * @param sources where they were read from, such as files, the most important first
 */
public record SettingsCheck(List<String> sources) implements Check {

    public SettingsCheck {
        sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Finding> look() {
        return new Findings(name())
                .ok("", "every key is known and every value is allowed; read from " + String.join(", ", sources))
                .all();
    }
}
