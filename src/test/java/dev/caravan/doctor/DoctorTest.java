package dev.caravan.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What a check does, by a lambda. */
    private record Looking(String name, String subject, Look act) implements Check {
        interface Look {
            void at(Findings findings) throws Exception;
        }

        static Check at(String name, Look look) {
            return new Looking(name, "it", look);
        }

        @Override
        public List<Finding> look() throws Exception {
            Findings findings = new Findings(name);
            act.at(findings);
            return findings.all();
        }
    }

    @Test
    void checksRunSideBySideAndAreToldInTheirOrder() {
        // Each waits until the other has begun.
        CyclicBarrier both = new CyclicBarrier(2);
        Doctor doctor = new Doctor(
                List.of(
                        Looking.at("a", findings -> {
                            both.await();
                            findings.warning("x", "low", "raise it");
                        }),
                        Looking.at("b", findings -> {
                            both.await();
                            findings.ok("y", "fine");
                        })),
                LONG);

        Diagnosis diagnosis = doctor.examine(List.of());

        assertThat(diagnosis.findings())
                .containsExactly(
                        new Finding("a", "x", Status.WARNING, "low", "raise it"),
                        new Finding("b", "y", Status.OK, "fine", ""));
        assertThat(diagnosis.worst()).isEqualTo(Status.WARNING);
    }

    @Test
    void onlyThoseThatAreWanted() {
        AtomicInteger asked = new AtomicInteger();
        Doctor doctor = new Doctor(
                List.of(
                        Looking.at("a", findings -> asked.incrementAndGet()),
                        Looking.at("b", findings -> findings.ok("1", "fine")),
                        Looking.at("b", findings -> findings.skipped("2", "not needed"))),
                LONG);

        assertThat(doctor.names()).containsExactly("a", "b");
        assertThat(doctor.examine(List.of("b")).findings())
                .extracting(Finding::subject)
                .containsExactly("1", "2");
        assertThat(asked).hasValue(0);
    }

    /** And whoever asks meanwhile does not make a second one hang. */
    @Test
    void oneThatHangsIsNamedAndHoldsNobodyUp() {
        // given
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Doctor doctor = new Doctor(
                List.of(
                        Looking.at("hanging", findings -> {
                            begun.incrementAndGet();
                            released.await();
                            findings.ok("it", "there at last");
                        }),
                        Looking.at("quick", findings -> findings.ok("", "fine"))),
                Duration.ofMillis(300));

        // when
        List<Finding> first = doctor.examine(List.of()).findings();
        List<Finding> second = doctor.examine(List.of()).findings();
        released.countDown();

        // then
        assertThat(first).hasSize(2).isEqualTo(second);
        assertThat(first.get(0).status()).isEqualTo(Status.FAILED);
        assertThat(first.get(0).subject()).isEqualTo("it");
        assertThat(first.get(0).message()).contains("hangs");
        assertThat(first.get(1).status()).isEqualTo(Status.OK);
        assertThat(begun).hasValue(1);
    }

    @Test
    void oneThatBreaksIsAFinding() {
        Doctor doctor = new Doctor(
                List.of(Looking.at("a", findings -> {
                    throw new IOException("the disk is on fire");
                })),
                LONG);

        assertThat(doctor.examine(List.of()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(Status.FAILED);
            assertThat(finding.message()).contains("the disk is on fire");
            assertThat(finding.remedy()).contains("caravan doctor --check a");
        });
    }

    @Test
    void whatIsWrongHasARemedy() {
        assertThatThrownBy(() -> new Finding("a", "", Status.FAILED, "bad", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no remedy: a: bad");
    }

    @Test
    void aClockIsOnlyWrongBeyondWhatTheAnswerTook() {
        Instant asked = Instant.parse("2026-11-22T10:00:00.700Z");
        Instant answered = asked.plusMillis(900);

        assertThat(ServerClock.ahead(Instant.parse("2026-11-22T10:00:00Z"), asked, answered))
                .isZero();
        assertThat(ServerClock.ahead(Instant.parse("2026-11-22T10:00:01Z"), asked, answered))
                .isZero();
        assertThat(ServerClock.ahead(Instant.parse("2026-11-22T10:00:11.600Z"), asked, answered))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(ServerClock.ahead(Instant.parse("2026-11-22T09:59:49.700Z"), asked, answered))
                .isEqualTo(Duration.ofSeconds(-10));
        assertThat(ServerClock.words(Duration.ofSeconds(-10))).isEqualTo("10 s behind this machine");
        assertThat(ServerClock.parse("soon")).isEmpty();
    }
}
