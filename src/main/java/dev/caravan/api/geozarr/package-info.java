/** What the API asks of products that become GeoZarr. */
package dev.caravan.api.geozarr;
