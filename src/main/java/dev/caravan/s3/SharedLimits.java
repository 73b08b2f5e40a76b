package dev.caravan.s3;

import dev.caravan.s3.limit.Bandwidth;
import dev.caravan.s3.limit.PartBuffers;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all uploads of an instance share: the threads that make requests, the memory that content waits in, and the bandwidth. */
final class SharedLimits implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final PartBuffers buffers;
    private final Bandwidth bandwidth;
    private final ScheduledThreadPoolExecutor watch;

    SharedLimits(PublishSettings settings) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                settings.connections(),
                settings.connections(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "upload-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        watch = new ScheduledThreadPoolExecutor(1, SharedLimits::watcher);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        watch.setRemoveOnCancelPolicy(true);
        buffers = new PartBuffers(settings.memory().toBytes());
        bandwidth = new Bandwidth(
                settings.bandwidth(), Clock.systemUTC(), pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    Executor threads() {
        return threads;
    }

    PartBuffers buffers() {
        return buffers;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /** For those who look whether requests move. Its thread ends by itself: what is under way has to be looked at to its end. */
    ScheduledExecutorService watch() {
        return watch;
    }

    private static Thread watcher(Runnable work) {
        Thread thread = new Thread(work, "upload-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** What is under way goes on to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
