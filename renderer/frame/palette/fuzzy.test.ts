import { describe, expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

/** Those of the texts that fit, the best first. */
function found(query: string, texts: readonly string[]): string[] {
  return texts
    .map((text) => ({ text, score: fuzzyScore(query, text) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);
}

describe('finding by letters', () => {
  it('needs every word, in any order, whatever the case', () => {
    const texts = ['Stratum port', 'Metrics port', 'Port'];
    expect(found('PORT strat', texts)).toEqual(['Stratum port']);
    expect(found('ports', texts)).toEqual([]);
  });

  it('prefers words as they stand to scattered letters, and the beginnings of words', () => {
    expect(found('node', ['Nothing older dies here', 'A fallback node', 'Node'])).toEqual([
      'Node',
      'A fallback node',
      'Nothing older dies here',
    ]);
    expect(found('tls', ['Allow untrusted labels', 'TLS'])[0]).toBe('TLS');
  });

  it('finds accents without them, and the other way round', () => {
    expect(fuzzyScore('gerate', 'Geräte finden')).not.toBeNull();
    expect(fuzzyScore('é', 'e')).not.toBeNull();
  });

  it('fits everything when nothing was typed', () => {
    expect(fuzzyScore('  ', 'Home')).not.toBeNull();
  });
});
