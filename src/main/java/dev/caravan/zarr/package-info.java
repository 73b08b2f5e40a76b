/** Zarr stores of version 2 and 3, as far as their metadata tells: which groups and arrays are in them, and whether all of it can be read. Plain Java. */
package dev.caravan.zarr;
