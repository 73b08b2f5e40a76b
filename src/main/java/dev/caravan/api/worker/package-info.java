/** Workers over HTTP: which there are, and what they are to do. */
package dev.caravan.api.worker;
