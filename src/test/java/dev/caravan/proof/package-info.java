/** Proofs of the converter as a whole: what went in is compared with what came out, whatever went in. */
package dev.caravan.proof;
