package dev.caravan.reprocess;

import java.util.Optional;

/** Decides about one path after the other. */
interface Examiner {
    /** Empty when the path is of a dataset of many files about which it has decided already. */
    Optional<Decision> decide(String path);
}
