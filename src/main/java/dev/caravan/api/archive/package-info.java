/** What the API asks of archives: files and directories that are to be archived, and archives that are to come back. */
package dev.caravan.api.archive;
