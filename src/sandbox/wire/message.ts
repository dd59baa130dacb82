/** A request as plain data. `path` is still percent-encoded, `query` is decoded, header names are lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response as plain data; bytes where it is an object of a bucket. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The first value of a query parameter. */
export function queryText(request: WireRequest, name: string): string | undefined {
  const value = Object.hasOwn(request.query, name) ? request.query[name] : undefined;
  return typeof value === 'string' ? value : value?.[0];
}
