/** Jobs over HTTP: what is asked, and what is answered. */
package dev.caravan.api.job;
