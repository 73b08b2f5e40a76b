package dev.caravan.s3;

import java.util.Optional;

/** Remembers what was found out of the targets' servers, so that not everybody has to ask them. */
interface RememberedCapabilities {

    /** The last that was found out, however long ago; empty when it was of another server, bucket, prefix, ACL or account. */
    Optional<Capabilities> find(TargetSettings target);

    void put(TargetSettings target, Capabilities found);
}
