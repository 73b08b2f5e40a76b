package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Gives out passes, and knows its own again. Nothing is kept of them: a pass is good while its signature and its time are. */
public final class Passes {
    private final LinkSecret secret;
    private final Clock clock;

    public Passes(StringRedisTemplate redis, Clock clock) {
        this.secret = new LinkSecret(redis);
        this.clock = clock;
    }

    /** For the directory of this publication: of a versioned one, not for the versions that follow it. */
    public Pass issue(String dataset, Publication publication, Duration lifetime) {
        return new Pass(
                publication.target(),
                dataset,
                publication.directory(),
                publication.layout() == Layout.VERSIONED,
                clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The path below this service at which the directory can be read; it ends with a slash. */
    public String path(Pass pass) {
        return "/view/" + PassToken.of(pass, secret.get()) + "/" + pass.title() + "/";
    }

    /** Empty when it is forged, was revoked, or is over. */
    public Optional<Pass> check(String token) {
        return PassToken.read(token, secret.get()).filter(pass -> !pass.isOver(clock.instant()));
    }

    /** Ends all of them, at once, for all instances. */
    public void revoke() {
        secret.replace();
    }
}
