package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Proves objects that a server has received: each by itself as it arrives, or many by one list when all are there. */
final class Arrivals {
    private final S3Connection connection;
    private final Collection<LocalObject> objects;
    private final ProofOfOne proof;
    private final Proven proven;
    private final boolean together;
    private final Map<LocalObject, SentContent> waiting = new ConcurrentHashMap<>();

    /** Asks for one object, and fails when it is not what was sent. */
    interface ProofOfOne {
        Object of(String key, SentContent content) throws IOException;
    }

    /** Is told what a list has proven. */
    interface Proven {
        void tell(String key, long size, String how);
    }

    Arrivals(S3Connection connection, Collection<LocalObject> objects, ProofOfOne proof, Proven proven) {
        this.connection = connection;
        this.objects = objects;
        this.proof = proof;
        this.proven = proven;
        this.together = objects.size() > Listing.MANY;
    }

    /** @throws PublishException when it shows at once that it is not what was sent */
    void arrived(LocalObject object, SentContent content) throws IOException {
        if (together && !content.md5().isEmpty()) {
            waiting.put(object, content);
        } else {
            proof.of(object.key(), content);
        }
    }

    /** Those that are not proven yet. */
    void prove(ParallelWork work) throws IOException {
        Optional<Listing> listing = waiting.isEmpty() ? Optional.empty() : Listing.of(connection, objects);
        for (Map.Entry<LocalObject, SentContent> one : waiting.entrySet()) {
            String key = one.getKey().key();
            SentContent content = one.getValue();
            if (listing.isPresent() && listing.get().proves(key, content)) {
                proven.tell(key, content.size(), ", ETag " + content.md5());
            } else {
                work.start(() -> proof.of(key, content));
            }
        }
        work.await();
    }
}
