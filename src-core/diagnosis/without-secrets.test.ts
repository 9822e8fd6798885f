import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

const secrets = { values: ['hunter2', 'hunter2-long'], home: '/srv/people/ada' };

describe('a diagnosis without secrets', () => {
  it.each([
    ['the password hunter2 and hunter2-long', 'the password (hidden) and (hidden)'],
    [
      'http://ada:pa:s@s@node.example/info?token=abc#x cannot be read',
      'http://node.example/info cannot be read',
    ],
    ['asked /info?api_key=abc', 'asked /info'],
    ['/srv/people/ada/heddle', '~/heddle'],
    ['/home/bob/heddle and /Users/eve/x', '~/heddle and ~/x'],
    ['C:\\Users\\Eve\\AppData', '~\\AppData'],
    ['d:/users/eve/x and "/home/bob"', '~/x and "~"'],
    [
      'HTTPS://node.example/a#part (see http://b.example?x)',
      'HTTPS://node.example/a (see http://b.example)',
    ],
    ['stratum+tcp://eve@10.0.0.2:1917', 'stratum+tcp://10.0.0.2:1917'],
    ['"http://a.example?b" me@c.example', '"http://a.example" me@c.example'],
    ['what? a=b, and why?no', 'what? a=b, and why?no'],
    ['node localhost:1848, key k:abab', 'node localhost:1848, key k:abab'],
  ])('%s', (text, clean) => {
    const facts = { list: [{ text }], count: 1, none: null };
    expect(withoutSecrets(facts, secrets)).toEqual({
      list: [{ text: clean }],
      count: 1,
      none: null,
    });
  });

  it('holds a secret nowhere, whatever is around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = withoutSecrets(`${before}hunter2${after}`, secrets);
        expect(text).not.toContain('hunter2');
      }),
    );
  });

  it('takes out what has four characters, and keeps a root folder that is a home', () => {
    const short = { values: ['abcd', 'abc'], home: '/' };
    expect(withoutSecrets(['abcd', 'abc', '/x'], short)).toEqual(['(hidden)', 'abc', '/x']);
  });

  it('leaves what a short password would tear apart', () => {
    expect(withoutSecrets('axe', { values: ['x'], home: '/' })).toBe('axe');
  });
});
