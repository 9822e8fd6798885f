import { describe, expect, it } from 'vitest';
import { pseudoMessage } from './pseudo.ts';

describe('the pseudo-language', () => {
  it('pads with words, so that lines break as in real texts', () => {
    expect(pseudoMessage('Change what you like, or just start.')).toMatch(/ ~{8} ~{5}\]$/);
  });

  it('accents letters, pads and brackets', () => {
    expect(pseudoMessage('Start mining')).toBe('[Šţáŕţ ɱíñíñĝ ~~~~~]');
  });

  it('leaves arguments and the structure of plurals alone', () => {
    expect(pseudoMessage('{count, plural, one {# chain} other {# chains}} of {name}')).toBe(
      '[{count,plural,one{# ćĥáíñ} other{# ćĥáíñš}} óƒ {name} ~~~~~~]',
    );
  });
});
