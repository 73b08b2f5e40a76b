package dev.caravan.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.s3.PublishException;
import dev.caravan.support.RealRedis;
import dev.caravan.version.DatasetLocks.Held;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class DatasetLocksTest {
    private static final String KEY = "version-lock:here:a/b";
    private final DatasetLocks locks = new DatasetLocks(RealRedis.template(), Duration.ofSeconds(30));

    @Test
    void oneHasItUntilItIsGivenBack() throws IOException {
        try (Held held = locks.take("here", "a/b")) {
            held.renew();
            assertThat(locks.tryTake("here", "a/b")).isEmpty();
            assertThat(locks.tryTake("there", "a/b")).isPresent();
        }
        assertThat(locks.tryTake("here", "a/b")).isPresent();
    }

    @Test
    void itEndsByItselfWhenItsOwnerHasDied() throws IOException {
        locks.take("here", "a/b");

        assertThat(RealRedis.template().getExpire(KEY)).isBetween(1L, 30L);
    }

    @Test
    void whoHasLostItIsToldAndDoesNotGiveBackWhatIsAnothers() throws IOException {
        Held lost = locks.take("here", "a/b");
        RealRedis.template().delete(KEY);
        Held another = locks.take("here", "a/b");

        assertThatThrownBy(lost::renew).isInstanceOf(PublishException.class).hasMessageContaining(KEY);
        lost.close();
        another.renew();
    }

    @Test
    void whoWaitsInVainSaysForWhat() throws IOException {
        DatasetLocks impatient = new DatasetLocks(RealRedis.template(), Duration.ofMillis(100));
        locks.take("here", "a/b");

        assertThatThrownBy(() -> impatient.take("here", "a/b"))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("a/b");
    }
}
