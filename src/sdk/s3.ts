// The commands of Amazon S3 that are sent; with its client a file of its own, so that only doctor and verify load it.
export { GetBucketLocationCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
