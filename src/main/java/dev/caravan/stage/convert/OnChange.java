package dev.caravan.stage.convert;

/** What happens to a published version when something else would be made of it now. */
public enum OnChange {
    /** It is converted again, and replaced. */
    CONVERT,
    KEEP
}
