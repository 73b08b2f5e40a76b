/** What people ask of the versions of a dataset, and do with them. */
package dev.caravan.api.version;
