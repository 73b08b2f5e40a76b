package dev.caravan.s3;

/** Who may read a target's objects. */
public enum Access {
    /** Everybody who has the address. */
    PUBLIC,
    /** Only who has an address that we have signed. */
    PRIVATE
}
