import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

const push = (splitter: LineSplitter, text: string): readonly string[] =>
  splitter.push(Buffer.from(text)).lines;

describe('the line splitter', () => {
  it('finds the same lines however the bytes are cut', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (lines, ending, sizes) => {
          const bytes = Buffer.from(lines.map((text) => text + ending).join(''));
          const splitter = new LineSplitter(1000);
          const found: string[] = [];
          for (let at = 0; at < bytes.length;) {
            const size = Number(sizes.next().value);
            found.push(...splitter.push(bytes.subarray(at, at + size)).lines);
            at += size;
          }
          expect(found).toEqual(lines);
        },
      ),
    );
  });

  it('says when a line is longer than allowed, finished or not, after the good ones', () => {
    expect(new LineSplitter(4).push(Buffer.from('abcd\nabcde\nab\n'))).toEqual({
      lines: ['abcd'],
      tooLong: true,
    });
    const splitter = new LineSplitter(4);
    expect(splitter.push(Buffer.from('ok\nabc'))).toEqual({ lines: ['ok'], tooLong: false });
    expect(splitter.push(Buffer.from('de')).tooLong).toBe(true);
  });

  it('keeps a bounded rest of an endless line', () => {
    const splitter = new LineSplitter(100);
    for (let i = 0; i < 1000; i++) splitter.push(Buffer.alloc(50, 'x'));
    expect(splitter.takeRest(() => true)?.length).toBeLessThanOrEqual(200);
  });

  it('gives a line without an ending to a caller that knows it is whole', () => {
    const splitter = new LineSplitter(100);
    push(splitter, 'first\n{"a":');
    expect(splitter.takeRest((text) => text.endsWith('}'))).toBeNull();
    push(splitter, '1}');
    expect(splitter.takeRest((text) => text.endsWith('}'))).toBe('{"a":1}');
    expect(push(splitter, '\n')).toEqual(['']);
  });
});
