import { serialization } from './decode.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

/** One operation's place among the URIs of a REST service. */
export interface Route {
  readonly operation: OperationSchema;
  readonly method: string;
  /** Literal segments, `{label}` and, last, `{label+}` for one that holds slashes. */
  readonly segments: readonly string[];
}

/** The routes of a service, the more literal ones first, so that `/jobs/active` is not taken for `/jobs/{id}`. */
export function routesOf(service: ServiceSchema): readonly Route[] {
  const routes: Route[] = [];
  for (const operation of service.operations.values()) {
    if (operation.http === undefined) continue;
    const [method, uri] = operation.http;
    routes.push({ operation, method, segments: segmentsOf(uri) });
  }
  const rank = (route: Route) =>
    route.segments.map((segment) => (isGreedy(segment) ? '2' : isLabel(segment) ? '1' : '0'));
  return routes.toSorted((left, right) => (rank(left).join('') < rank(right).join('') ? -1 : 1));
}

/**
 * The operation that a method and a percent-encoded path mean, and its labels, decoded.
 * A slash at the end means nothing: some clients of AWS write `/authorizers/` where others write `/authorizers`.
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { operation: OperationSchema; labels: Record<string, string> } | undefined {
  const all = segmentsOf(path);
  const given = all.at(-1) === '' ? all.slice(0, -1) : all;
  const route = routes.find(
    (one) => one.method === method && matches(one.segments, isGreedy(one.segments.at(-1) ?? '') ? all : given),
  );
  if (route === undefined) return undefined;
  const labels = route.segments.flatMap((segment, index) =>
    isLabel(segment) ? [[segment.replace(/[{}+]/g, ''), decodeSegment(textOf(segment, all, index))] as const] : [],
  );
  return { operation: route.operation, labels: Object.fromEntries(labels) };
}

function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/');
}

function isLabel(segment: string): boolean {
  return segment.startsWith('{');
}

function isGreedy(segment: string): boolean {
  return segment.endsWith('+}');
}

function matches(segments: readonly string[], given: readonly string[]): boolean {
  const greedy = isGreedy(segments.at(-1) ?? '');
  if (greedy ? given.length < segments.length : given.length !== segments.length) return false;
  return segments.every((segment, index) =>
    isLabel(segment) ? textOf(segment, given, index) !== '' : segment === given[index],
  );
}

/** What stands, still encoded, where a label is. */
function textOf(label: string, given: readonly string[], index: number): string {
  return isGreedy(label) ? given.slice(index).join('/') : (given[index] ?? '');
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw serialization(`The path holds a malformed percent-encoding: ${text}`);
  }
}
