/** Makes archives of files and directories, brings them to the targets, moves what was archived out of the way, and brings archives back. */
package dev.caravan.stage.archive;
