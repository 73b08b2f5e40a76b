/** Makes records of what lies in a target, in the source directories and in the octrees' directory. */
package dev.caravan.rebuild;
