package dev.caravan.las;

/**
 * One point with all its fields as stored; fields that the point format does not have are ignored when it is written, and
 * zero when it is read.
 *
 * @param x in units of the scale, from the offset
 * @param flags synthetic, key point, withheld, overlap: bits 0 to 3 (overlap only in formats 6 to 10)
 * @param scannerChannel 0 to 3, formats 6 to 10
 * @param scanAngle whole degrees in formats 0 to 5, units of 0.006 degrees in formats 6 to 10
 * @param extra the extra bytes
 */
public record LasPoint(
        int x,
        int y,
        int z,
        int intensity,
        int returnNumber,
        int numberOfReturns,
        boolean scanDirection,
        boolean edgeOfFlightLine,
        int classification,
        int flags,
        int scannerChannel,
        int userData,
        int scanAngle,
        int pointSourceId,
        double gpsTime,
        int red,
        int green,
        int blue,
        int nir,
        byte[] extra) {}
