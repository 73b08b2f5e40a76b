package dev.caravan.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Status;
import java.util.List;
import org.assertj.core.api.ListAssert;

/** What a check has found, as tests ask for it. */
public record Found(List<Finding> findings) {

    public static Found by(Check check) throws Exception {
        return new Found(check.look());
    }

    public void isWell() {
        assertThat(findings).isNotEmpty().allSatisfy(finding -> assertThat(finding.status())
                .as(finding.toString())
                .isEqualTo(Status.OK));
    }

    public Found has(Status status, String message, String remedy) {
        assertThat(findings).as(findings.toString()).anySatisfy(finding -> {
            assertThat(finding.status()).isEqualTo(status);
            assertThat(finding.message()).contains(message);
            assertThat(finding.remedy()).contains(remedy);
        });
        return this;
    }

    public ListAssert<Status> states() {
        return assertThat(findings.stream().map(Finding::status).toList()).as(findings.toString());
    }
}
