package dev.caravan.api.retention;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.ConflictException;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import dev.caravan.retention.Cause;
import dev.caravan.retention.UnpublishItem;
import dev.caravan.retention.UnpublishOrder;
import dev.caravan.retention.UnpublishOrders;
import dev.caravan.retention.UnpublishOrders.Given;
import dev.caravan.retention.UnpublishResult;
import dev.caravan.stage.scan.SourceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes datasets out of their targets when somebody wants it. */
public class UnpublishCalls {
    private static final int PAGE = 500;

    private final UnpublishSelection selection;
    private final PublishedRecords records;
    private final UnpublishOrders orders;

    public UnpublishCalls(
            FileCatalog catalog, FileStore store, SourceRules rules, PublishedRecords records, UnpublishOrders orders) {
        this.selection = new UnpublishSelection(catalog, store, rules);
        this.records = records;
        this.orders = orders;
    }

    /**
     * `POST /publications/unpublish`: 200 for a dry run, else 202.
     *
     * @throws ConflictException one that was named is protected, or the only one cannot go now
     */
    public Answer order(ApiRequest request) {
        request.allowParameters();
        UnpublishBody body = Bodies.read(request, UnpublishBody.class);
        Set<String> targets = targets(body.target());
        boolean dryRun = !Boolean.FALSE.equals(body.dryRun());
        List<String> datasets = List.copyOf(selection.of(body));
        UnpublishOrder order = new UnpublishOrder(
                targets,
                Boolean.TRUE.equals(body.octrees()),
                Cause.ASKED,
                request.caller().name());
        if (!dryRun && body.glob() == null) {
            datasets.forEach(this::requireUnprotected);
        }
        List<UnpublishItem> items = look(datasets, order);
        if (dryRun) {
            return new Answer(200, Map.of(), Answer.JSON, UnpublishResult.of(true, null, items));
        }
        return answer(give(items, order), datasets.size() == 1 && body.glob() == null);
    }

    private UnpublishResult give(List<UnpublishItem> items, UnpublishOrder order) {
        return orders.give(
                "unpublish " + items.size() + " datasets",
                items.stream().map(item -> new Given(item, order)).toList());
    }

    private static Answer answer(UnpublishResult result, boolean single) {
        if (single && result.queued() == 0) {
            UnpublishItem item = result.items().get(0);
            throw new ConflictException("'" + item.dataset() + "' cannot be unpublished: " + item.reason());
        }
        String job = result.job() != null
                ? result.job()
                : result.items().stream()
                        .map(UnpublishItem::job)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return job == null
                ? new Answer(202, Map.of(), Answer.JSON, result)
                : Answer.accepted(result, "/api/v1/jobs/" + job);
    }

    private List<UnpublishItem> look(List<String> datasets, UnpublishOrder order) {
        List<UnpublishItem> items = new ArrayList<>();
        for (int from = 0; from < datasets.size(); from += PAGE) {
            List<String> page = datasets.subList(from, Math.min(datasets.size(), from + PAGE));
            records.look(page).forEach(state -> items.add(orders.look(state, order, order.user() + " wants it to go")));
        }
        return items;
    }

    private void requireUnprotected(String dataset) {
        orders.protection(dataset).ifPresent(pattern -> {
            throw new ConflictException("'" + dataset + "' cannot be unpublished: it is protected by '" + pattern
                    + "' (caravan.retention.protect)");
        });
    }

    private Set<String> targets(@Nullable String target) {
        if (target == null) {
            return Set.of();
        }
        if (!orders.configured().contains(target)) {
            throw new BadRequestException(
                    "target",
                    target,
                    "one of " + orders.configured().stream().sorted().toList());
        }
        return Set.of(target);
    }
}
