/** What the routes `api-targets`, `api-target-probe` and `api-target-sweep` ask for, and how it is shown. */
package dev.caravan.api.target;
