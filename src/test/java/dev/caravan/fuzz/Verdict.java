package dev.caravan.fuzz;

/** What became of a case that was handled rightly. */
enum Verdict {
    /** By the reader, and so by the converter; by the verifier. */
    REFUSED,
    /** All its points can be read, but there is no octree of them: none at all, or more than the disk holds by the header. */
    NOT_CONVERTED,
    /** And its octree is right; the verifier was satisfied. */
    CONVERTED
}
