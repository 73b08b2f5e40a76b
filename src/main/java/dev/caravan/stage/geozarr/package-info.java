/** The room `geozarr`: looks for the groups of a product, proves what became of it, and publishes it. */
package dev.caravan.stage.geozarr;
