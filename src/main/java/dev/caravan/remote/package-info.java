/** Documents of servers that are not ours: which may be asked for, and how much of them is read. Plain Java. */
package dev.caravan.remote;
