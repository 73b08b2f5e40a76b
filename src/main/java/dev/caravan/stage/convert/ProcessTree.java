package dev.caravan.stage.convert;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes and all their descendants. */
final class ProcessTree {
    private final List<ProcessHandle> roots;
    private final Duration grace;

    ProcessTree(ProcessHandle root, Duration grace) {
        this(List.of(root), grace);
    }

    ProcessTree(List<ProcessHandle> roots, Duration grace) {
        this.roots = roots;
        this.grace = grace;
    }

    /**
     * Asks all of them to end, and kills those that have not ended within the grace period. The list is made first, since the
     * children of a dead process can no longer be found, and again for those that do not end, which may have begun others meanwhile.
     */
    void end() {
        List<ProcessHandle> all = alive(roots.stream());
        all.forEach(ProcessHandle::destroy);
        await(all);
        List<ProcessHandle> left = alive(all.stream());
        left.forEach(ProcessHandle::destroyForcibly);
        await(left);
    }

    private static List<ProcessHandle> alive(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .distinct()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private void await(List<ProcessHandle> processes) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(exits)
                .completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
