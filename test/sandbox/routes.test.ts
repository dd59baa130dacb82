import { NormalizedSchema } from '@smithy/core/schema';
import { expect, test } from 'vitest';
import { findRoute, routesOf } from '../../src/sandbox/wire/routes.ts';

const nothing = NormalizedSchema.of('unit');
const uris = ['/jobs/{id+}', '/jobs/{id}', '/jobs/active', '/{anything}/active', '/{anything}/{id}/log'];
const operations = new Map(
  uris.map((uri) => [uri, { name: uri, http: ['GET', uri, 200] as const, input: nothing, output: nothing }]),
);
const routes = routesOf({ operations, errors: new Map() });

test.each([
  { path: '/jobs/active', uri: '/jobs/active', labels: {}, reason: 'literal segments come before labels' },
  { path: '/jobs/7', uri: '/jobs/{id}', labels: { id: '7' }, reason: 'a label takes one segment' },
  {
    path: '/tasks/active',
    uri: '/{anything}/active',
    labels: { anything: 'tasks' },
    reason: 'labels also stand first',
  },
  { path: '/jobs/7/log/', uri: '/jobs/{id+}', labels: { id: '7/log/' }, reason: 'a greedy label takes the rest' },
  { path: '/jobs/active/', uri: '/jobs/active', labels: {}, reason: 'a slash at the end means nothing' },
  { path: '/jobs/a%2Fb', uri: '/jobs/{id}', labels: { id: 'a/b' }, reason: 'an encoded slash does not divide' },
  { path: '/jobs/%3A%20%C3%BC', uri: '/jobs/{id}', labels: { id: ': ü' }, reason: 'labels are percent-decoded' },
])('$path means $uri: $reason', ({ path, uri, labels }) => {
  const found = findRoute(routes, 'GET', path);
  expect({ uri: found?.operation.name, labels: found?.labels }).toEqual({ uri, labels });
});

test.each([
  { method: 'GET', path: '/jobs/', reason: 'a label is never empty' },
  { method: 'GET', path: '/jobs', reason: 'a segment is missing' },
  { method: 'POST', path: '/jobs/active', reason: 'the method is part of the route' },
])('$method $path means nothing: $reason', ({ method, path }) => {
  expect(findRoute(routes, method, path)).toBeUndefined();
});
