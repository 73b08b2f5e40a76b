package dev.caravan.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * In what a target's server differs from others.
 *
 * @param probed false when it could not be found out; then the least is assumed
 * @param fullChecksums whether it keeps, and shows, the CRC-64/NVME of a whole object, and checks it when it is sent
 * @param eTagIsMd5 whether the ETag of an object that was sent whole is the MD5 of its content
 * @param conditionalWrites whether `If-None-Match: *` keeps an object from being overwritten
 * @param acls whether an object may be given a canned ACL
 * @param listsUploads whether uploads in parts that have not ended can be listed
 * @param at when it was found out
 */
public record Capabilities(
        boolean probed,
        boolean fullChecksums,
        boolean eTagIsMd5,
        boolean conditionalWrites,
        boolean acls,
        boolean listsUploads,
        Instant at) {

    /** Of a target that does not let us look. */
    static Capabilities unknown(Instant at) {
        return new Capabilities(false, false, true, false, true, true, at);
    }

    Evidence evidence() {
        return fullChecksums ? Evidence.CRC64 : Evidence.MD5;
    }

    /** What the differences mean for this target, and what is done instead, as sentences for people; empty when they mean nothing. */
    public List<String> consequences(TargetSettings target) {
        List<String> sentences = new ArrayList<>();
        if (!probed) {
            sentences.add("what the server can do is not known: writing a small object below '" + target.prefix()
                    + ".caravan/' was refused; the least is assumed");
        }
        if (probed && !fullChecksums) {
            sentences.add(
                    eTagIsMd5
                            ? "the server keeps no CRC-64/NVME of whole objects: they are proven by their MD5 instead"
                            : "the server shows no checksum that can be compared: only sizes are proven");
        }
        if (probed && !conditionalWrites && target.layout() == Layout.VERSIONED) {
            sentences.add(
                    "the server does not know conditional writes: only a lock in Redis guards latest.json, so that publishers with another Redis may overwrite it");
        }
        if (probed && !acls && !target.acl().isEmpty()) {
            sentences.add("the server refuses ACLs: caravan.publish.targets[" + target.name() + "].acl '" + target.acl()
                    + "' has to be '' and a bucket policy has to let readers in");
        }
        if (probed && !listsUploads) {
            sentences.add("the server does not list uploads: only those that this service remembers are swept");
        }
        return sentences;
    }
}
