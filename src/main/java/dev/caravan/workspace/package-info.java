/** Where the service keeps its own files. */
package dev.caravan.workspace;
