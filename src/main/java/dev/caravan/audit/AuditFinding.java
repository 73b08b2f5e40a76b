package dev.caravan.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that is not as it should be.
 *
 * @param kind `missing`, `changed`, `orphaned`, `unrecorded` or `wrong-pointer`
 * @param thing `object`, `manifest`, `pointer`, `source`, `octree`, `record` or `publication`
 * @param target name of the S3 target
 * @param dataset its key; '' of what belongs to none
 * @param place the object's key, or the absolute path
 * @param found what is there
 * @param expected what should be there
 * @param repair what mends it, or what was done to mend it
 * @param repaired whether that was done, or begun
 */
public record AuditFinding(
        @JsonProperty("class") String kind,
        String thing,
        String target,
        String dataset,
        String place,
        String found,
        String expected,
        String repair,
        boolean repaired) {
    static final String MISSING = "missing";
    static final String CHANGED = "changed";
    static final String ORPHANED = "orphaned";
    static final String UNRECORDED = "unrecorded";
    static final String WRONG_POINTER = "wrong-pointer";

    AuditFinding mended(String how) {
        return new AuditFinding(kind, thing, target, dataset, place, found, expected, how, true);
    }

    AuditFinding left(String why) {
        return new AuditFinding(kind, thing, target, dataset, place, found, expected, why, false);
    }
}
