package dev.caravan.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some jobs of a longer list.
 *
 * @param next where to go on; null at the end
 */
public record JobPage(List<Job> items, @Nullable JobCursor next) {

    public JobPage {
        items = List.copyOf(items);
    }
}
