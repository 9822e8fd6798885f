import { describe, expect, it } from 'vitest';
import { createUpdateParser } from './update-events.ts';

describe('the update stream parser', () => {
  const read = (...chunks: string[]): string[] => {
    const kinds: string[] = [];
    const parse = createUpdateParser((kind) => kinds.push(kind));
    for (const chunk of chunks) parse(chunk);
    return kinds;
  };

  it('reads event names from text in chunks of any size', () => {
    const text = 'event:New Cut\n\nevent:Refreshed Block\n\n';
    expect(read(text)).toEqual(['new-cut', 'refreshed']);
    expect(read(...text)).toEqual(['new-cut', 'refreshed']);
  });

  it('accepts spaces, carriage returns, comments and data', () => {
    expect(read(': hello\r\n\r\nevent: New Cut\r\ndata: x\r\n\r\n\n\n')).toEqual(['new-cut']);
  });

  it('does not buffer a line that never ends', () => {
    expect(read('x'.repeat(1e6), '\nevent:New Cut\n\n')).toEqual(['new-cut']);
  });
});
