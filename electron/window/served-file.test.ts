import fc from 'fast-check';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentTypeOf, servedFile } from './served-file.ts';

const ROOT = '/program/page';

describe('servedFile', () => {
  it('serves the page for the root address', () => {
    expect(servedFile(ROOT, 'app://heddle/')).toBe('/program/page/index.html');
    expect(servedFile(ROOT, 'app://heddle')).toBe('/program/page/index.html');
  });

  it('serves files below the folder, whatever query and fragment say', () => {
    expect(servedFile(ROOT, 'app://heddle/assets/index.js?v=1#x')).toBe(
      '/program/page/assets/index.js',
    );
    expect(servedFile(ROOT, 'app://heddle/a%20b.css')).toBe('/program/page/a b.css');
  });

  it.each([
    'app://heddle/..%2f..%2fetc/passwd',
    'app://heddle/assets/..%2F..%2Fsecret',
    'app://heddle/..%5c..%5csecret',
    'app://heddle/c:/windows/win.ini',
    'app://heddle/index.html%00.png',
    'app://heddle/%zz',
    'app://elsewhere/index.html',
    'file:///etc/passwd',
    'https://heddle/index.html',
    'not an address',
  ])('refuses %s', (address) => {
    expect(servedFile(ROOT, address)).toBeNull();
  });

  it('never leads out of its folder', () => {
    const piece = fc.constantFrom('..', '.', '%2e%2e', '%2f', '/', '\\', '%5c', 'a', '%00', ':');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const file = servedFile(ROOT, `app://heddle/${pieces.join('')}`);
        if (file !== null) expect(relative(ROOT, file)).not.toMatch(/^(\.\.(\/|$)|\/)/);
      }),
    );
  });
});

describe('contentTypeOf', () => {
  it('knows what the page is made of, and calls the rest bytes', () => {
    expect(contentTypeOf('/a/index.html')).toMatch(/^text\/html/);
    expect(contentTypeOf('/a/x.JS')).toMatch(/^text\/javascript/);
    expect(contentTypeOf('/a/inter.woff2')).toBe('font/woff2');
    expect(contentTypeOf('/a/passwd')).toBe('application/octet-stream');
  });
});
