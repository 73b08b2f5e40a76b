/** What the route `api-doctor` asks for, and how it is shown. */
package dev.caravan.api.doctor;
