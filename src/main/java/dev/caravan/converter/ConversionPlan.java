package dev.caravan.converter;

/**
 * What a conversion is about to do, said before it begins.
 *
 * @param files that have points
 * @param points that the headers count
 * @param scratchBytes most that the scratch directory will hold at once
 * @param outputBytes of the octree before compression
 * @param resources granted
 */
public record ConversionPlan(int files, long points, long scratchBytes, long outputBytes, Resources resources) {}
