import { expect, it } from 'vitest';
import { webAnswerText } from './web-answer-text.ts';

const page = (title: string): string => `<head><title class="x">${title}</title></head>`;

it.each([
  [401, { 'www-authenticate': 'Basic realm="printer"' }, page('No'), '401 Basic realm "printer"'],
  [401, { 'www-authenticate': ' Digest Realm = box, a=b' }, '', '401 Digest realm "box"'],
  [401, { 'www-authenticate': 'Negotiate', server: 'nginx' }, '', '401 Negotiate'],
  [200, { server: 'nginx' }, page('Router\n login'), '200 "Router login"'],
  [404, { server: 'nginx' }, '<h1>No</h1>', '404 nginx'],
  [404, {}, '', '404'],
  [200, {}, page('x'.repeat(200)), `200 "${'x'.repeat(59)}…"`],
  [
    401,
    { 'www-authenticate': `B realm="${'r'.repeat(80)}"` },
    '',
    `401 B realm "${'r'.repeat(39)}…"`,
  ],
  [200, { server: 's'.repeat(200) }, '', `200 ${'s'.repeat(95)}…`],
])('an answer of status %d with %j is said in a few words', (status, headers, body, text) => {
  expect(webAnswerText({ status, headers, body })).toBe(text);
});
