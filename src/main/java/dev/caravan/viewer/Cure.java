package dev.caravan.viewer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What mends a finding. */
public enum Cure {
    /** Nothing is wrong. */
    NONE,
    /** CORS rules of the bucket. */
    CORS,
    /** A bucket policy, or an ACL, that lets everybody read. */
    ACCESS,
    /** What is to be private is not. */
    PRIVACY,
    /** The server, what stands before it, or how the objects got there. */
    SERVER;

    /** In answers: `none`, `cors`, `access`, `privacy`, `server`. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
