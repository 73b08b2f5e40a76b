/** What Redis remembers of each source file, and the atomic scripts that ask, claim, refuse and give back. */
package dev.caravan.file;
