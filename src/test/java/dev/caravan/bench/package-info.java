/** Benchmarks: measured on request, never as part of the tests. */
package dev.caravan.bench;
