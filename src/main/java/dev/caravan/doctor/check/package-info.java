/** The checks of everything but the cluster: settings, Redis, targets, sources, our own directories, the converter, the machine, callers. */
package dev.caravan.doctor.check;
