/** The stage that walks the source directories and finds what is new or changed. */
package dev.caravan.stage.scan;
