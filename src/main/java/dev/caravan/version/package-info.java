/** Versions of a dataset side by side in a target, the pointer that says which of them is live, and how it is switched. */
package dev.caravan.version;
