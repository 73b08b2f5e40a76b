package dev.caravan.file;

/**
 * What would make an octree now. A version that is published is out of date when its record names another; one whose record names
 * none, as an earlier release has left it, is not.
 *
 * @param mark as in the records' field `made_by`; '' when it does not count
 */
public record Maker(String mark) {
    /** What is published stays, whatever has made it. */
    public static final Maker ANY = new Maker("");
}
