package dev.caravan.job;

import static dev.caravan.job.JobState.CANCELLED;
import static dev.caravan.job.JobState.COMPLETED;
import static dev.caravan.job.JobState.FAILED;
import static dev.caravan.job.JobState.PENDING;
import static dev.caravan.job.JobState.QUEUED;
import static dev.caravan.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JobStateTest {

    @Test
    void aJobWaitsRunsAndEnds() {
        assertThat(PENDING.next()).containsOnly(QUEUED, CANCELLED);
        assertThat(QUEUED.next()).containsOnly(RUNNING, CANCELLED);
        assertThat(RUNNING.next()).containsOnly(QUEUED, COMPLETED, FAILED, CANCELLED);
    }

    @Test
    void whatHasFailedOrWasCancelledMayBeginAnewAndNothingElse() {
        assertThat(COMPLETED.next()).isEmpty();
        assertThat(FAILED.next()).containsOnly(QUEUED);
        assertThat(CANCELLED.next()).containsOnly(QUEUED);
    }

    @Test
    void threeStatesAreTheEnd() {
        assertThat(Arrays.stream(JobState.values()).filter(JobState::isFinal))
                .containsExactly(COMPLETED, FAILED, CANCELLED);
    }

    @Test
    void noStateFollowsItself() {
        assertThat(JobState.values()).noneMatch(state -> state.canBecome(state));
    }
}
