import { expect, it } from 'vitest';
import { redirectOf } from './redirects.ts';

interface Answer {
  readonly status?: number;
  readonly location?: string;
  readonly from?: string;
  readonly hops?: number;
}

function redirected({ status = 302, location, from = 'http://h.example/a', hops = 0 }: Answer) {
  const headers = location === undefined ? {} : { location };
  const redirect = redirectOf({ statusCode: status, headers }, new URL(from), hops);
  return redirect?.ok === true ? redirect.value.href : (redirect?.error ?? null);
}

it.each<[string, Answer]>([
  ['an answer that only names a place', { status: 200, location: '/b' }],
  ['a status that is no redirect', { status: 304, location: '/b' }],
  ['a status without a place', { status: 302 }],
])('%s is no redirect', (_what, answer) => {
  expect(redirected(answer)).toBeNull();
});

it.each([
  [{ status: 301, location: '/b' }, 'http://h.example/b'],
  [{ status: 302, location: 'b?c#d' }, 'http://h.example/b?c#d'],
  [{ status: 307, location: '//h.example:9/' }, 'http://h.example:9/'],
  [{ status: 308, location: 'https://h.example:9/' }, 'https://h.example:9/'],
  [{ location: 'https://h.example/b', from: 'https://h.example:1/' }, 'https://h.example/b'],
  [{ location: '/b', hops: 2 }, 'http://h.example/b'],
])('%j leads to %s', (answer, target) => {
  expect(redirected(answer)).toBe(target);
});

const tls = 'https://h.example/';
it.each([
  [{ status: 303, location: '/b' }, 'http://h.example/b'],
  [{ location: 'http://i.example/' }, 'http://i.example/'],
  [{ location: 'http://h.example/', from: tls }, 'http://h.example/'],
  [{ location: 'ftp://h.example/' }, 'ftp://h.example/'],
  [{ location: 'http://me@h.example:7/b?key=1#part' }, 'http://h.example:7/b'],
  [{ location: 'http://:secret@h.example/' }, 'http://h.example/'],
  [{ location: `http://i.example/${'x'.repeat(183)}` }, `http://i.example/${'x'.repeat(183)}`],
  [{ location: `http://i.example/${'x'.repeat(184)}` }, `http://i.example/${'x'.repeat(183)}…`],
])('%j is refused, and leads to %s', (answer, target) => {
  const { status = 302 } = answer as Answer;
  const refused = { kind: 'redirected', status, target };
  const detail = `status ${status}: redirects to ${target}`;
  expect(redirected(answer)).toEqual({ ...refused, detail });
});

it('leads to a place that cannot be read', () => {
  expect(redirected({ location: 'http://' })).toEqual({
    kind: 'redirected',
    detail: 'status 302: redirects to an address that cannot be read',
    status: 302,
  });
});

it('is not followed a fourth time', () => {
  expect(redirected({ location: '/b', hops: 3 })).toEqual({
    kind: 'redirected',
    detail: 'status 302: redirects to http://h.example/b, after 3 redirects',
    status: 302,
    target: 'http://h.example/b',
  });
});
