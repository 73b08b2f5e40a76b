/** Commands for people at a terminal, each usable without the service. */
@NullMarked
package dev.caravan.cli;

import org.jspecify.annotations.NullMarked;
