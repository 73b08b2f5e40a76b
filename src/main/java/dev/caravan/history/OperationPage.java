package dev.caravan.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some operations.
 *
 * @param items may be fewer than were asked for, or none, though there are more: when many had to be looked at for them
 * @param next where to go on; null at the end
 */
public record OperationPage(List<Operation> items, @Nullable String next) {

    public OperationPage {
        items = List.copyOf(items);
    }
}
