/** Uploads a proven octree to every configured S3 target, and believes only what the target shows afterwards. */
package dev.caravan.stage.publish;
