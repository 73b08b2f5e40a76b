/** Files over HTTP: what is known of them, why they are where they are, and how they are taken once more. */
package dev.caravan.api.file;
