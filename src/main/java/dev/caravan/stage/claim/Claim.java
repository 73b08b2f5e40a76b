package dev.caravan.stage.claim;

import dev.caravan.file.ClaimOutcome;

/**
 * An attempt to claim a dataset.
 *
 * @param id of the claim; means nothing unless the outcome is CLAIMED
 * @param reason for people, when the outcome is REFUSED, UNSETTLED or UNREADABLE; else empty
 */
record Claim(String id, ClaimOutcome outcome, String reason) {

    boolean got() {
        return outcome == ClaimOutcome.CLAIMED;
    }
}
