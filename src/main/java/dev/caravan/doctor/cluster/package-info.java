/** Whether the cluster has what conversions there need; nothing in it is changed. */
package dev.caravan.doctor.cluster;
