package dev.caravan.api;

/** What the request names is not there: 404. */
public class NotFoundException extends RuntimeException {

    /** @param detail a sentence for the caller, such as `there is no job 'x'` */
    public NotFoundException(String detail) {
        super(detail);
    }
}
