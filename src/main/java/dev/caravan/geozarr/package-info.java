/** What flows when a Zarr product becomes a GeoZarr, and its settings. */
package dev.caravan.geozarr;
