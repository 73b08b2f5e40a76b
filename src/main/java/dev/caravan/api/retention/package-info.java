/** What the routes `api-deleted*`, `api-unpublish` and `api-retention` ask for, and how it is shown. */
package dev.caravan.api.retention;
