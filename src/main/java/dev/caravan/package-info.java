/** Caravan carries files from directories, through a converter, to object storage, and records every step. */
package dev.caravan;
