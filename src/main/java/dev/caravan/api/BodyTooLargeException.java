package dev.caravan.api;

import org.springframework.util.unit.DataSize;

/** A body of more bytes than `caravan.api.limits.maximum-body`: 413. */
class BodyTooLargeException extends RuntimeException {

    BodyTooLargeException(DataSize most) {
        super("the body is larger than " + most.toBytes() + " bytes, which is caravan.api.limits.maximum-body");
    }
}
