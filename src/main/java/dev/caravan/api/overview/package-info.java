/** The service at a glance. */
package dev.caravan.api.overview;
