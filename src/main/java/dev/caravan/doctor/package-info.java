/** Whether everything is as the service needs it: named checks, run side by side, each failure with its remedy. */
package dev.caravan.doctor;
