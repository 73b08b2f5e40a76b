package dev.caravan.api.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.BadRequestException;
import dev.caravan.doctor.Doctor;
import dev.caravan.doctor.Omission;
import dev.caravan.support.AnApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorRequestsTest {
    private final DoctorCalls calls = new DoctorCalls(new Doctor(
            List.of(new Omission("redis", "embedded", "not yet"), new Omission("cluster", "", "there is none")),
            Duration.ofSeconds(30)));

    @Test
    void allOfThemOrSome() {
        DiagnosisView all = calls.show(AnApiRequest.getting(Map.of()));
        DiagnosisView one = calls.show(AnApiRequest.getting(Map.of("check", List.of("cluster"))));

        assertThat(all.status()).isEqualTo("SKIPPED");
        assertThat(all.skipped()).isEqualTo(2);
        assertThat(one.items())
                .singleElement()
                .isEqualTo(new DiagnosisView.FindingView("cluster", "", "SKIPPED", "there is none", ""));
    }

    @Test
    void anUnknownNameIsRefusedByThoseThatThereAre() {
        assertThatThrownBy(() -> calls.show(AnApiRequest.getting(Map.of("check", List.of("disk")))))
                .isInstanceOfSatisfying(BadRequestException.class, refusal -> assertThat(
                                refusal.errors().get(0).toString())
                        .contains("check", "disk", "redis", "cluster"));
    }
}
