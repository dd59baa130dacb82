import type { AccessDocuments } from '../../model/access/access.ts';

/** Roles and policies as one JSON document; the value under each `trust` and `document` can be pasted as it is. */
export function accessJson(access: AccessDocuments): string {
  return `${JSON.stringify({ schemaVersion: 1, ...access }, null, 2)}\n`;
}
