package dev.caravan.file;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;

/**
 * Items of a script that answers a part of them: where the next part begins ('' at the end), then so many values for each item.
 *
 * @param <T> an item
 */
final class ScriptPages<T> implements Iterator<T> {
    private final Function<String, List<?>> script;
    private final int width;
    private final Function<List<String>, T> item;
    private final Queue<T> ready = new ArrayDeque<>();
    private String after = "";
    private boolean ended;

    /** @param script answers the part behind what it is given */
    ScriptPages(Function<String, List<?>> script, int width, Function<List<String>, T> item) {
        this.script = script;
        this.width = width;
        this.item = item;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            List<String> answer =
                    script.apply(after).stream().map(String::valueOf).toList();
            for (int i = 1; i < answer.size(); i += width) {
                ready.add(item.apply(answer.subList(i, i + width)));
            }
            after = answer.get(0);
            ended = after.isEmpty();
        }
        return !ready.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
