package dev.caravan.history;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** All operations that a question wants, a page in memory at a time. */
final class PagedOperations implements Iterator<Operation> {
    private static final int PAGE = 500;

    private final Operations operations;
    private final HistoryQuery query;
    private OperationPage page;
    private int taken;

    PagedOperations(Operations operations, HistoryQuery query) {
        this.operations = operations;
        this.query = query;
        this.page = read(null);
    }

    @Override
    public boolean hasNext() {
        while (taken == page.items().size() && page.next() != null) {
            page = read(page.next());
            taken = 0;
        }
        return taken < page.items().size();
    }

    @Override
    public Operation next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.items().get(taken++);
    }

    private OperationPage read(@Nullable String cursor) {
        return operations.page(query, cursor, PAGE);
    }
}
