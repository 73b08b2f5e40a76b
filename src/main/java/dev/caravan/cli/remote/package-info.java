/** The commands that speak to a running service over its REST API; they need no Spring, and start at once. */
@NullMarked
package dev.caravan.cli.remote;

import org.jspecify.annotations.NullMarked;
