// Errors that the sandbox can give for AWS IoT.
export {
  ConflictException$,
  ConflictingResourceUpdateException$,
  DeleteConflictException$,
  InternalException$,
  InternalFailureException$,
  InvalidRequestException$,
  LimitExceededException$,
  ResourceAlreadyExistsException$,
  ResourceNotFoundException$,
  ServiceQuotaExceededException$,
  ServiceUnavailableException$,
  SqlParseException$,
  ThrottlingException$,
  UnauthorizedException$,
  ValidationException$,
  VersionConflictException$,
} from '@aws-sdk/client-iot';
