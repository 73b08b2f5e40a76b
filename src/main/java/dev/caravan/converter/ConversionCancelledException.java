package dev.caravan.converter;

/** Somebody asked for the conversion to stop; nothing of it is left. */
public class ConversionCancelledException extends RuntimeException {

    public ConversionCancelledException() {
        super("the conversion was cancelled");
    }

    /** @param message what was asked to stop, in place of a conversion */
    public ConversionCancelledException(String message) {
        super(message);
    }
}
