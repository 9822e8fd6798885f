import { expect, it } from 'vitest';
import { pageHeaders } from './page-security.ts';

const policy = new Map(
  (pageHeaders('text/html')['Content-Security-Policy'] ?? '').split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);

it('lets the page run its own files alone: nothing unsafe, no other origin', () => {
  expect(policy.get('default-src')).toEqual(["'none'"]);
  const sources = new Set([...policy.values()].flat());
  expect([...sources].sort()).toEqual(["'none'", "'self'", 'data:']);
  // Pictures in style sheets; scripts and pages in data: would be others' code.
  for (const [name, of] of policy) expect(of.includes('data:')).toBe(name === 'img-src');
});

it('isolates the page from other origins', () => {
  expect(pageHeaders('text/html')).toMatchObject({
    'Content-Type': 'text/html',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
});
