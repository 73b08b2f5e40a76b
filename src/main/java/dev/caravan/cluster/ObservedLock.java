package dev.caravan.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Lease that tells how asking for it went: the elector itself says nothing of it but stack traces, one each few seconds. */
record ObservedLock(Lock lock, String name, Reachability server) implements Lock {

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        return asked(() -> lock.get(client));
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord holder) {
        asked(() -> {
            lock.create(client, holder);
            return holder;
        });
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord holder) {
        asked(() -> {
            lock.update(client, holder);
            return holder;
        });
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }

    private @Nullable LeaderElectionRecord asked(Supplier<@Nullable LeaderElectionRecord> request) {
        try {
            LeaderElectionRecord answer = request.get();
            server.answered();
            return answer;
        } catch (KubernetesClientException e) {
            server.failed("the Lease " + name + " could not be had", e);
            throw e;
        }
    }
}
