import { refusal } from '../refusal.ts';

/** AWS IoT's answer to a request that it does not accept (400). */
export function invalidRequest(message: string) {
  return refusal('InvalidRequestException', message);
}

/** AWS IoT's answer where a resource is not there (404). */
export function notFound(message: string) {
  return refusal('ResourceNotFoundException', message);
}

/** AWS IoT's answer where the name is taken (409); it tells what takes it. */
export function alreadyExists(resourceId: string, resourceArn: string) {
  return refusal('ResourceAlreadyExistsException', `Resource ${resourceId} already exists.`, {
    members: { resourceId, resourceArn },
  });
}

/** AWS IoT's answer where the expected version is not the version (409). */
export function versionConflict(name: string, version: number, expected: number) {
  return refusal(
    'VersionConflictException',
    `The expected version ${expected} of ${name} is not its version ${version}.`,
  );
}
