/** The OpenAPI document: made of the `rest` definitions in `routes/`, and completed here. */
package dev.caravan.api.openapi;
