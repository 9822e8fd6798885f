import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileStream } from '../../tests/hostile/update-streams.ts';
import { createUpdateParser } from './update-events.ts';
import type { UpdateKind } from './update-events.ts';

describe('the update stream parser', () => {
  const read = (...chunks: string[]): UpdateKind[] => {
    const kinds: UpdateKind[] = [];
    const parse = createUpdateParser((kind) => kinds.push(kind));
    for (const chunk of chunks) parse(Buffer.from(chunk));
    return kinds;
  };

  it('reads event names from text in chunks of any size', () => {
    const text = 'event:New Cut\n\nevent:Refreshed Block\n\n';
    expect(read(text)).toEqual(['new-cut', 'refreshed']);
    expect(read(...text)).toEqual(['new-cut', 'refreshed']);
  });

  it.each([
    ['CR line ends', 'event:New Cut\r\revent:Refreshed Block\r\r', ['new-cut', 'refreshed']],
    ['CRLF line ends', 'event:New Cut\r\n\r\n', ['new-cut']],
    ['mixed line ends', 'event:New Cut\r\n\revent:Refreshed Block\n\r', ['new-cut', 'refreshed']],
    ['a byte order mark', '\uFEFFevent:Refreshed Block\n\n', ['refreshed']],
    ['a second byte order mark as part of a name', '\uFEFF\uFEFFevent:New Cut\n\n', []],
    ['comments', ': hello\nevent:New Cut\n:event:Refreshed Block\n\n:\n\n', ['new-cut']],
    ['one space after the colon', 'event: Refreshed Block\n\n', ['refreshed']],
    ['a second space as part of the value', 'event:  Refreshed Block\n\n', ['new-cut']],
    ['fields without a colon', 'data\nid\nretry\nevent:Refreshed Block\ndata\n\n', ['refreshed']],
    ['an event without a name, but with data', 'data: x\n\n', ['new-cut']],
    ['an event without a name and without data', 'id: 7\n\nevent\n\nevent:\n\n', []],
    ['retry and unknown fields', 'retry: 10\nfoo: bar\nEvent: x\nevent:New Cut\n\n', ['new-cut']],
    ['a retry alone', 'retry: 10\n\n', []],
    ['the last name of several', 'event:New Cut\nevent:Refreshed Block\n\n', ['refreshed']],
    ['an event that never ends', 'event:New Cut\n', []],
    ['a name beyond ASCII', 'event:\xff\n\n', ['new-cut']],
    ['no name for the next event', 'event:New Cut\n\nid: 1\n\n', ['new-cut']],
  ] as const)('reads %s', (_, text, updates) => {
    expect(read(text)).toEqual(updates);
    expect(read(...text)).toEqual(updates);
  });

  it('takes a CR and an LF for one line end, in one chunk or in two', () => {
    expect(read('event:New Cut\r', '\nevent:Refreshed Block\r', '', '\n', '\r', '\n')).toEqual([
      'refreshed',
    ]);
    expect(read('event:New Cut\r', '\n\r', '\n', '\n')).toEqual(['new-cut']);
  });

  it('reports an event as soon as its last line has ended, also by a CR', () => {
    expect(read('event:New Cut\r\n\r')).toEqual(['new-cut']);
  });

  it('does not buffer a line that never ends', () => {
    expect(read('x'.repeat(1e6), '\nevent:New Cut\n\n')).toEqual(['new-cut']);
    expect(read('event:', ...Array<string>(200).fill('y'.repeat(1e4)), '\n\n')).toEqual([
      'new-cut',
    ]);
  });

  it('takes no other line end than CR and LF', () => {
    expect(read('event:\u2028\n\n')).toEqual(['new-cut']);
    expect(read('event:New Cut\u2028\u2028')).toEqual([]);
  });

  it('reads the same as the grammar does, however the bytes are cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(hostileStream, cuts, (stream, sizes) => {
        const bytes = Buffer.from(stream);
        const kinds: UpdateKind[] = [];
        const parse = createUpdateParser((kind) => kinds.push(kind));
        for (let at = 0, chunk = 0; at < bytes.length; chunk += 1) {
          const size = sizes[chunk % sizes.length] ?? 1;
          parse(bytes.subarray(at, at + size));
          at += size;
        }
        expect(kinds).toEqual(reference(stream));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function reference(stream: string): UpdateKind[] {
  const kinds: UpdateKind[] = [];
  const lines = stream.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  let name = '';
  let hasData = false;
  for (const line of lines.slice(0, -1)) {
    const [, field = '', value = ''] = /^([^:]*)(?::\x20?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') name = value;
    if (field === 'data') hasData = true;
    if (line !== '') continue;
    if (name !== '' || hasData) kinds.push(name === 'Refreshed Block' ? 'refreshed' : 'new-cut');
    name = '';
    hasData = false;
  }
  return kinds;
}
