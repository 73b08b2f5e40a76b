package dev.caravan.stage.scan;

/** Takes what a walk has found; lets the walk wait when there is enough of it. */
interface BatchSink {

    void accept(Batch batch) throws InterruptedException;
}
