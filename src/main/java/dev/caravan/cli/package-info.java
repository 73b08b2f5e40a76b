/** The command line: the service itself, one run of it, and the converter's commands. */
@NullMarked
package dev.caravan.cli;

import org.jspecify.annotations.NullMarked;
