import { describe, expect, it } from 'vitest';
import { cleanExcerpt, pageTitle } from './page-text.ts';

const excerpt = (text: string): string => cleanExcerpt(Buffer.from(text));
const title = (text: string): string | null => pageTitle(Buffer.from(text));

describe('the excerpt of an answer', () => {
  it('is one line of at most 200 bytes', () => {
    expect(excerpt(' a\r\n\t b \n')).toBe('a b');
    expect(excerpt('x'.repeat(200))).toBe('x'.repeat(200));
    expect(excerpt('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
  });

  it('has no characters that could rewrite a terminal’s line', () => {
    expect(excerpt('a\u001b[31mb\u0007\u202ec\u2066d')).toBe('a[31mbcd');
  });

  it('hides what logs in to a proxy, and nothing else', () => {
    const login = Buffer.from('me:secret').toString('base64');
    expect(excerpt(`Basic ${login}, basic ${login}.`)).toBe('Basic …, Basic ….');
    expect(excerpt('Basic authentication')).toBe('Basic authentication');
    const noColon = Buffer.from('nothing').toString('base64');
    expect(excerpt(`Basic ${noColon}`)).toBe(`Basic ${noColon}`);
  });
});

describe('the title of a page', () => {
  it.each([
    ['<html><title>Log in</title></html>', 'Log in'],
    ['<TITLE class="x">\n Log\n in</TITLE><title>no</title>', 'Log in'],
    ['<title>cut of', 'cut of'],
    [
      '<title>a <b>bold</b> &lt;x&gt; &quot;y&quot; &#39;z&#39; &amp;amp;</title>',
      'a bold <x> "y" \'z\' &amp;',
    ],
    ['<html><body>no title</body>', null],
    ['  <p>no title', null],
    ['', null],
    [' \n first line\nsecond', 'first line'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(80)}…`],
  ])('of %j is %j', (text, expected) => {
    expect(title(text)).toBe(expected);
  });

  it('is looked for in the first 4,096 bytes', () => {
    const before = '<html>'.padEnd(4_096 - 11, ' ');
    expect(title(`${before}<title>abcd`)).toBe('abcd');
    expect(title(`${before} <title>abcd`)).toBe('abc');
  });
});
