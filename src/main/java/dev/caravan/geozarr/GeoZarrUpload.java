package dev.caravan.geozarr;

/**
 * A GeoZarr on its way to one target.
 *
 * @param target name of a target in the settings
 */
public record GeoZarrUpload(GeoZarr geoZarr, String target) {}
