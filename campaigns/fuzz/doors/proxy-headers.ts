/** Headers of the PROXY protocol, right ones with bytes changed and any bytes. */
import fc from 'fast-check';
import { readProxyHeader } from '../../../src-core/stratum/proxies/proxy-header.ts';
import { anyText } from '../../../src-core/tests/hostile/characters.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

const SIGNATURE = '\r\n\r\n\0\r\nQUIT\n';
/** The longest header of both versions, bytes. */
const LONGEST = 536;

const word = fc.oneof(
  fc.constantFrom('PROXY', 'TCP4', 'TCP6', 'UNKNOWN', '', '65535', '65536', '-1', '00001'),
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('::ffff:1.2.3.4', 'fe80::1%eth0', '127.1', '0x7f.1', '1.2.3.4.5'),
  anyText(10),
);
const text = fc
  .tuple(fc.array(word, { maxLength: 7 }), fc.constantFrom('\r\n', '\n', '\r', '', '\r\n{"id":1}'))
  .map(([words, end]) => `PROXY ${words.join(' ')}${end}`);
const binary = fc
  .tuple(
    fc.uint8Array({ minLength: 4, maxLength: 4 }),
    fc.uint8Array({ maxLength: 600 }),
    fc.nat(2),
  )
  .map(([fixed, rest, how]) => {
    const head = Buffer.from(fixed);
    // Mostly of a version and with families that exist.
    if (how > 0) head[0] = 0x20 | (head[0]! & 1);
    if (how > 0) head[1] = (head[1]! & 0x30) | (head[1]! & 1);
    if (how > 1) head.writeUInt16BE(rest.length, 2);
    return SIGNATURE + Buffer.concat([head, rest]).toString('latin1');
  });

export const proxyHeaders: Door<string> = {
  name: 'proxy-headers',
  inputs: 100_000,
  together: 64,
  // As Latin-1, a character for each byte.
  input: fc.oneof(
    text.map((line) => Buffer.from(line).toString('latin1')),
    binary,
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  ),
  open: () =>
    Promise.resolve({
      send(inputs) {
        for (const input of inputs) {
          const bytes = Buffer.from(input, 'latin1');
          const header = readProxyHeader(bytes);
          if (header.kind !== 'header') continue;
          const { length } = header;
          mustHold(length <= Math.min(LONGEST, bytes.length), 'a header lies within what came');
          const whole = JSON.stringify(readProxyHeader(bytes.subarray(0, length)));
          mustHold(whole === JSON.stringify(header), 'what follows a header changes nothing');
          for (let cut = 0; cut < length; cut += 7) {
            const { kind } = readProxyHeader(bytes.subarray(0, cut));
            mustHold(kind === 'incomplete', 'a part of a header is no header', kind);
          }
        }
      },
    }),
};
