/** STAC items, as far as they say where a Zarr store is and what it shows. Plain Java. */
package dev.caravan.stac;
