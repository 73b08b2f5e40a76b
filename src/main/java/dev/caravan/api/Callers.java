package dev.caravan.api;

/** Knows who asks, on the thread on which the request has come in. */
public class Callers {

    public Caller current() {
        return Caller.ANONYMOUS;
    }
}
