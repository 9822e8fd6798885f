import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_LIMIT, machineText, quotedAnswer, textOf } from './machine-text.ts';

describe('text of a machine', () => {
  it('is one line without what is not seen', () => {
    expect(machineText(' KD\u202eMax\u0000\u200b \n\tPro\u{e0001} ')).toBe('KDMax Pro');
    expect(textOf('\u200b \u0007')).toBeNull();
    expect(textOf(12)).toBeNull();
    expect([textOf(' a\n'), textOf('ab', 2), textOf('abc', 2)]).toEqual(['a', 'ab', 'a…']);
    // No more is looked at than would be shown at most.
    expect(machineText(`a${'\u200b'.repeat(40)}b`, 2)).toBe('a');
  });

  it('is never longer than it may be, nor ends in half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 1, max: 80 }),
        (text, limit) => {
          const cleaned = machineText(text, limit);
          expect(cleaned.length).toBeLessThanOrEqual(limit);
          expect(cleaned).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        },
      ),
      { numRuns: 300 },
    );
    expect(machineText('😀😀😀', 4)).toBe('😀…');
  });

  it('is quoted without a secret that it repeats, one cut in half included', () => {
    const secret = 'correct horse';
    const answer = `${'x'.repeat(ANSWER_LIMIT - 5)}${secret} and GET /?p=${encodeURIComponent(secret)}`;
    const quoted = quotedAnswer(answer, [secret, encodeURIComponent(secret)]);
    expect(quoted).not.toContain('corr');
    expect(quoted.length).toBeLessThanOrEqual(ANSWER_LIMIT);
  });

  it.each([
    ['my  secret', 'wrong: my secret'],
    ['my secret', 'wrong: my\n \tsecret'],
    [' mysecret\t', 'wrong: mysecret'],
    ['my\u200bsecret', 'wrong: mysecret'],
    ['my.secret(1)', 'wrong: my.sec ret(1)'],
    ['^my-[s]/{e}|c+r$e?t*\\', 'wrong: ^my-[s]/{e} |c+r$e?t*\\'],
  ])('is quoted without a secret whose blanks have changed: %j', (secret, answer) => {
    expect(quotedAnswer(answer, [secret])).toBe('wrong: •••');
  });

  it('is quoted without a secret far behind blanks that are not shown', () => {
    const answer = `wrong:${' '.repeat(4_080)} my secret password`;
    expect(quotedAnswer(answer, ['my secret password'])).not.toContain('my');
    expect(quotedAnswer(`m${'\u200b'.repeat(9_000)}`, ['my secret'])).toBe('m');
    expect(quotedAnswer('all that is there', ['', ' '])).toBe('all that is there');
  });

  it.each([[['secret', 'secret-long']], [['secret-long', 'secret']]])(
    'is quoted without a secret that is part of another: %j',
    (secrets) => {
      expect(quotedAnswer('no: secret-long secret', secrets)).toBe('no: ••• •••');
    },
  );

  it('is quoted without the passwords of pools, also where it ends within one', () => {
    const answer = '[{"url":"a","pass":"hunter\\"2","user":"u"},{"Password": "hun';
    expect(quotedAnswer(answer)).toBe('[{"url":"a","pass":"•••","user":"u"},{"Password": "•••');
  });
});
