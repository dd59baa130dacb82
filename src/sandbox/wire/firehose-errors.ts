// Errors that the sandbox can give for Amazon Data Firehose.
export {
  ConcurrentModificationException$,
  InvalidArgumentException$,
  InvalidKMSResourceException$,
  InvalidSourceException$,
  LimitExceededException$,
  ResourceInUseException$,
  ResourceNotFoundException$,
  ServiceUnavailableException$,
} from '@aws-sdk/client-firehose';
