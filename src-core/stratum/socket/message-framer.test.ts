/** Where messages begin and end in the text of a peer, to the character. */
import { describe, expect, it } from 'vitest';
import { MessageFramer } from './message-framer.ts';

/** As long as the longest message that is accepted. */
const LONGEST = '{"id":1,"method":"a"}';
const SHORT = '{"id":1}';

const framer = (): MessageFramer =>
  new MessageFramer(LONGEST.length, (text) => text.startsWith('{"id"') && text.endsWith('}'));

/** What a framer takes: texts that are over with a line where they end in `\n`. */
function taken(...texts: readonly string[]) {
  const own = framer();
  const messages: string[] = [];
  const fits = texts.map((text) => own.take(text.replace('\n', ''), text.endsWith('\n'), messages));
  return { messages, fits };
}

describe('lines that are messages as they are', () => {
  it.each([
    [[''], true],
    [[SHORT, ''], true],
    [[SHORT, LONGEST, ''], true],
    // The last line is not over.
    [[SHORT], false],
    [[SHORT, SHORT], false],
    [[SHORT, '', SHORT, ''], false],
    [[SHORT, `${LONGEST} `, ''], false],
    [['{"id":"123456789012"}', ''], true],
    [['{"id":"1234567890123"}', ''], false],
    [['{"id":{"a":1}}', ''], false],
    [[`${SHORT}${SHORT}`, ''], false],
    [[` ${SHORT}`, ''], false],
  ] as const)('%j: %j', (lines, expected) => {
    expect(framer().areMessages(lines)).toBe(expected);
  });

  it('none are while a message is not over', () => {
    const own = framer();
    own.take('{"id":', true, []);
    expect(own.areMessages([SHORT, ''])).toBe(false);
    own.take('1}', true, []);
    expect(own.areMessages([SHORT, ''])).toBe(true);
  });
});

it('a message may be as long as the longest, over several texts too', () => {
  expect(taken(`${LONGEST}\n`)).toEqual({ messages: [LONGEST], fits: [true] });
  const [start, end] = [LONGEST.slice(0, 9), LONGEST.slice(9)];
  expect(taken(start, `${end}\n`)).toEqual({ messages: [LONGEST], fits: [true, true] });
  expect(taken(start, ` ${end}\n`)).toEqual({ messages: [], fits: [true, false] });
  // What is not over may be as long, and no longer.
  const open = LONGEST.replace('}', '"');
  expect(taken(open).fits).toEqual([true]);
  expect(taken(open, '"').fits).toEqual([true, false]);
});

it('messages before one that is too long are kept', () => {
  expect(taken(`${SHORT}{"id":"1234567890123"}${SHORT}\n`)).toEqual({
    messages: [SHORT],
    fits: [false],
  });
});

it('a request on a line of its own ends one that never ended, and only there', () => {
  expect(taken('{"a":[\n', `${SHORT}\n`).messages).toEqual(['{"a":[', SHORT]);
  // In the middle of a line it is a part of what came before.
  expect(taken('{"a":', `${SHORT}\n`).messages).toEqual([]);
  expect(taken('{"a":', `${SHORT}}\n`).messages).toEqual([`{"a":${SHORT}}`]);
  // A line of something else goes on as well.
  expect(taken('{"a":\n', '{"b":1}}\n').messages).toEqual(['{"a":\n{"b":1}}']);
});

it('texts outside of objects end with their line, and quotes there open no string', () => {
  expect(taken('hello\n', `"${SHORT}\n`).messages).toEqual(['hello', '"', SHORT]);
  expect(taken(' \0\n', `${SHORT}\n`).messages).toEqual([SHORT]);
  expect(taken(`${SHORT}\rhello\r${SHORT}\n`).messages).toEqual([SHORT, 'hello', SHORT]);
});
