import { describe, expect, it } from 'vitest';
import { parseConfigText } from './config-text.ts';

describe('a text that is not valid', () => {
  it.each([
    ['json', '{\n  "stratumPassword": "sesame",\n}', { line: 3, column: 1 }],
    ['json', '{"stratumPassword": sesame}', { line: 1, column: 21 }],
    ['json', 'stratumPassword: sesame', { line: 1, column: 1 }],
    ['yaml', 'node: a:1\nstratumPassword: "sesame', { line: 2, column: 25 }],
    ['yaml', 'stratumPassword: "sesame" and more', { line: 1, column: 27 }],
    ['yaml', 'stratumPassword: %sesame', { line: 1, column: 18 }],
    ['yaml', 'stratumPassword: "\\sesame"', { line: 1, column: 19 }],
    ['yaml', 'stratumPassword: |sesame', { line: 1, column: 19 }],
    ['yaml', 'stratumPassword: *sesame', null],
    ['yaml', 'a: [sesame\nb: sesame', { line: 2, column: 1 }],
  ] as const)('has a place and is not quoted: %s %j', (format, text, place) => {
    const parsed = parseConfigText(text, format);
    expect(JSON.stringify(parsed)).not.toContain('sesame');
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'syntax', format, place } });
  });

  it('has a reason where the text is not needed for it', () => {
    expect(parseConfigText('\ufeffnode: a:1\n\tuseTls: yes', 'yaml')).toMatchObject({
      error: { detail: expect.stringMatching(/tab/i) },
    });
  });
});
