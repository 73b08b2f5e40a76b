/** Jobs over HTTP: what is asked, what is answered. */
@org.jspecify.annotations.NullMarked
package dev.caravan.api.job;
