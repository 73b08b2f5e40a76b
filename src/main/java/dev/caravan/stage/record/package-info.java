/** The room where proven results are written into the files' records. */
package dev.caravan.stage.record;
