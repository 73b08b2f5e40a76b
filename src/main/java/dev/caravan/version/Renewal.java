package dev.caravan.version;

import dev.caravan.s3.PublishException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Renews a lock now and then, as long as it is ours. */
public final class Renewal implements AutoCloseable {
    private final DatasetLocks.Held lock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Renewal::named);
    private volatile @Nullable PublishException lost;

    Renewal(DatasetLocks.Held lock, Duration pause) {
        this.lock = lock;
        thread.scheduleWithFixedDelay(this::renew, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws PublishException the lock has ended, so that somebody else may have it */
    public void require() throws PublishException {
        PublishException fault = lost;
        if (fault != null) {
            throw fault;
        }
        lock.renew();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void renew() {
        try {
            lock.renew();
        } catch (PublishException e) {
            lost = e;
            thread.shutdown();
        } catch (DataAccessException e) {
            // Redis may be back before the lock ends; if not, the next renewal says so.
        }
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "dataset-lock");
        thread.setDaemon(true);
        return thread;
    }
}
