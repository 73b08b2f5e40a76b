/**
 * Mutated LAS and LAZ files and octrees: each is refused for a reason, or handled rightly; nothing else happens. Every case has a number
 * and can be made again.
 */
package dev.caravan.fuzz;
