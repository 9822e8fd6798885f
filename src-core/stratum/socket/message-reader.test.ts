import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../tests/hostile/characters.ts';
import { isRequest } from '../stratum-messages.ts';
import { MessageReader } from './message-reader.ts';

/** All messages of packets that come one after the other. */
function messagesOf(packets: readonly (string | Buffer)[], reader = readerOf(8_192)): string[] {
  const found: string[] = [];
  for (const packet of packets) {
    reader.push(Buffer.from(packet as string));
    for (let some = reader.read(); some !== null; some = reader.read()) found.push(...some);
  }
  return found;
}

function readerOf(maxBytes: number): MessageReader {
  return new MessageReader(maxBytes, isRequest);
}

/** Cuts text into packets of one to nine bytes. */
function packetsOf(text: string, sizes: Iterator<number>): Buffer[] {
  const bytes = Buffer.from(text);
  const packets: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = Number(sizes.next().value);
    packets.push(bytes.subarray(at, at + size));
    at += size;
  }
  return packets;
}

const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 9 }));
const PING = '{"id":1,"method":"mining.ping","params":[]}';
/** A list that nests `depth` deep, on two lines. */
const deep = (depth: number): string => `${'['.repeat(depth)}\n${']'.repeat(depth)}`;
const PONG = '{"id":2,"method":"mining.ping","params":[{"a":"}{\\""}]}';

describe('messages', () => {
  it('are the same objects however they are ended and however the bytes are cut', () => {
    const message = fc.record({
      id: fc.nat(),
      method: fc.string({ unit: anyCharacter, maxLength: 12 }),
      params: fc.array(fc.jsonValue({ maxDepth: 3 })),
    });
    const ending = fc.constantFrom('\n', '\r\n', '\r', '', ' ', '\n\n', '\0');
    fc.assert(
      fc.property(fc.array(fc.tuple(message, ending)), sizes, (list, cuts) => {
        const text = list.map(([value, end]) => JSON.stringify(value) + end).join('');
        const found = messagesOf(packetsOf(text, cuts));
        expect(found.map((each) => JSON.parse(each) as unknown)).toEqual(
          list.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown),
        );
      }),
    );
  });

  it('may stand on several lines each', () => {
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', '\r'), sizes, (end, cuts) => {
        const text = [PING, PONG]
          .map((each) => JSON.stringify(JSON.parse(each), null, 2).replaceAll('\n', end))
          .join(end);
        const found = messagesOf(packetsOf(text, cuts));
        expect(found.map((each) => JSON.parse(each) as unknown)).toEqual(
          [PING, PONG].map((each) => JSON.parse(each) as unknown),
        );
      }),
    );
  });

  it('that are lines of anything are found as such', () => {
    const line = fc
      .string({ unit: anyCharacter, maxLength: 12 })
      .map((text) => text.replace(/[\s[\]{}\0]/g, ''));
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('\n', '\r\n', '\r'),
        sizes,
        (lines, end, cuts) => {
          const text = lines.map((line) => line + end).join('');
          const found = messagesOf(packetsOf(`${text}\n`, cuts));
          expect(found).toEqual(lines.filter((text) => text !== ''));
        },
      ),
    );
  });

  it.each([
    ['behind text that is none', `hello ${PING}\n`, ['hello ', PING]],
    [
      'behind one that never ended',
      `{"id":7,"method":"x\n${PING}\n`,
      ['{"id":7,"method":"x', PING],
    ],
    [
      'behind one without its brace',
      `{"id":7,"params":[1\n${PONG}\n`,
      ['{"id":7,"params":[1', PONG],
    ],
    ['behind one that nests too deep', `${'['.repeat(99)}{\n${PING}`, [`${'['.repeat(99)}{`, PING]],
    ['behind a list', `[1,2]${PING}`, ['[1,2]', PING]],
    ['behind a brace that closes nothing', `}${PING}\n}\n`, ['}', PING, '}']],
    ['over two lines of which the first looks whole', '{"a":{}\n,"b":1}\n', ['{"a":{}\n,"b":1}']],
    ['within one that goes on', '{"a":\n{"b":1}\n}\n', ['{"a":\n{"b":1}\n}']],
    ['that nest 32 deep on several lines', `${deep(32)}\n`, [deep(32)]],
    ['behind the line of one that nests deeper', `${'['.repeat(33)}\nx\n`, ['['.repeat(33), 'x']],
  ])('are found %s', (_where, text, messages) => {
    expect(messagesOf([text])).toEqual(messages);
  });

  it('are read in pieces, so that a packet is never decoded as a whole', () => {
    const reader = readerOf(8_192);
    const line = `{"id":"${'€'.repeat(2_000)}"}\n`;
    reader.push(Buffer.from(line.repeat(10)));
    expect(reader.read()?.length).toBe(1);
  });
});

it('looks for a text in all that was not read, and drops it', () => {
  const reader = readerOf(100);
  reader.push(Buffer.from('first\n'));
  reader.push(Buffer.from('second\n'));
  expect(['first', 'second', 'third'].map((text) => reader.includes(text))).toEqual([
    ...[true, true, false],
  ]);
  reader.drop();
  expect(reader.includes('second')).toBe(false);
  expect(reader.read()).toBeNull();
  expect(messagesOf(['third\n'], reader)).toEqual(['third']);
});

describe('a message that is too long', () => {
  it.each([
    ['on a line', 'abcd\nabcde\nab\n', ['abcd']],
    ['without an end', 'ok\nabcde', ['ok']],
    ['as an object', '{"a"}{}', []],
    ['as an object on a line of its own', '{}\n{"a"}\n{}\n', ['{}']],
    ['over several lines', '{\n"a"\n}', []],
  ])('%s ends all reading, behind the good ones', (_where, text, good) => {
    const reader = readerOf(4);
    expect(messagesOf([text, 'ab\n'], reader)).toEqual(good);
    expect(reader.isTooLong).toBe(true);
  });

  it('over lines without end is kept within bounds', () => {
    const reader = readerOf(100);
    expect(messagesOf(['{\n', ...Array<string>(1_000).fill('"a":1,\n')], reader)).toEqual([]);
    expect(reader.isTooLong).toBe(true);
  });

  it('is kept within bounds', () => {
    const reader = readerOf(100);
    expect(messagesOf(Array<string>(1_000).fill('x'.repeat(50)), reader)).toEqual([]);
    expect(reader.isTooLong).toBe(true);
  });
});
