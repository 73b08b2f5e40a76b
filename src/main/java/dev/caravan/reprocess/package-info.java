/** Takes files once more that somebody asks for: one, those of a pattern, or all that have failed (row S0.14). */
package dev.caravan.reprocess;
