package dev.caravan.stage.geozarr;

import java.io.IOException;

/** What the converter made is no whole GeoZarr, although it claims success. */
public final class NotWholeException extends IOException {
    private static final long serialVersionUID = 1;

    NotWholeException(String message) {
        super(message);
    }
}
