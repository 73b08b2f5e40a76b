package dev.caravan.doctor.check;

import dev.caravan.doctor.Findings;
import dev.caravan.s3.Capabilities;
import dev.caravan.s3.Layout;
import dev.caravan.s3.TargetSettings;
import org.jspecify.annotations.Nullable;

/** What a target's server does otherwise than others, and whether somebody has to do something about it. */
record TargetDifferences(TargetSettings target, @Nullable Capabilities known) {

    void tell(Findings findings) {
        if (known == null) {
            findings.skipped(
                    target.name(),
                    "what its server can do is not known yet; 'caravan targets --probe " + target.name()
                            + "' finds it out");
        } else if (!known.probed()) {
            findings.warning(
                    target.name(),
                    "what its server can do is not known: a small object was refused, so that nothing may be published there either",
                    "let the credentials write and delete below s3://" + target.bucket() + "/" + target.prefix()
                            + ".caravan/, then: caravan targets --probe " + target.name());
        } else {
            harmful(known, findings);
            harmless(known, findings);
        }
    }

    private void harmful(Capabilities server, Findings findings) {
        if (!server.acls() && !target.acl().isEmpty()) {
            findings.failed(
                    target.name(),
                    "its server refuses ACLs, but acl is '" + target.acl() + "': no upload will succeed",
                    "set caravan.publish.targets[" + target.name()
                            + "].acl to '', and let readers in by a policy of the bucket: caravan check-viewer says which");
        }
        if (!server.conditionalWrites() && target.layout() == Layout.VERSIONED) {
            findings.warning(
                    target.name(),
                    "its server does not know conditional writes: only a lock in Redis guards latest.json",
                    "let no service with another Redis publish below the same prefix, or set caravan.publish.targets["
                            + target.name() + "].layout to plain");
        }
        if (!server.fullChecksums() && !server.eTagIsMd5()) {
            findings.warning(
                    target.name(),
                    "its server shows no checksum that can be compared: only sizes are proven",
                    "turn off what changes ETags there (encryption with keys of a customer, or a gateway), or audit what is published: caravan audit --checksum");
        }
    }

    private void harmless(Capabilities server, Findings findings) {
        if (!server.fullChecksums() && server.eTagIsMd5()) {
            findings.ok(
                    target.name(),
                    "its server keeps no CRC-64/NVME of whole objects: they are proven by their MD5 instead");
        }
        if (!server.listsUploads()) {
            findings.ok(
                    target.name(),
                    "its server does not list uploads: only those that this service remembers are swept");
        }
    }
}
