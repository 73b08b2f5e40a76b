/** Marks what was deleted from the sources, takes datasets out of the targets, and decides which are to go by policy. */
package dev.caravan.retention;
