/** What all uploads of an instance share: memory, requests at once, bandwidth. */
package dev.caravan.s3.limit;
