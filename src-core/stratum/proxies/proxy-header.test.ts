import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProxySignature, readProxyHeader } from './proxy-header.ts';

const SIGNATURE = '0d0a0d0a000d0a515549540a';
const text = (line: string): Buffer => Buffer.from(line, 'latin1');
const binary = (hex: string): Buffer => Buffer.from(SIGNATURE + hex.replaceAll(' ', ''), 'hex');
const INCOMPLETE = { kind: 'incomplete' };
const INVALID = { kind: 'invalid' };
const LONGEST =
  'PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535'.padEnd(105, 'f') + '\r\n';

describe('a PROXY header says who connected', () => {
  it.each([
    ['v1 TCP4', text('PROXY TCP4 10.0.0.7 10.0.0.1 56324 1917\r\n'), '10.0.0.7', 56324],
    ['v1 of the last port', text('PROXY TCP4 10.0.0.7 10.0.0.1 65535 1\r\n'), '10.0.0.7', 65_535],
    ['v1 TCP6', text('PROXY TCP6 2001:DB8:0::7 ::1 1 65535\r\n'), '2001:db8::7', 1],
    ['v1 TCP6 of IPv4', text('PROXY TCP6 ::ffff:10.0.0.7 ::1 1 2\r\n'), '10.0.0.7', 1],
    ['v2 TCP4', binary('21 11 000c 0a000007 0a000001 dc04 077d'), '10.0.0.7', 56324],
    [
      'v2 TCP6',
      binary(`21 21 0024 20010db8${'0'.repeat(22)}07 ${'0'.repeat(31)}1 dc04 077d`),
      '2001:db8::7',
      56324,
    ],
    [
      'v2 TCP6 of IPv4',
      binary(`21 21 0024 ${'0'.repeat(20)}ffff0a000007 ${'0'.repeat(31)}1 dc04 077d`),
      '10.0.0.7',
      56324,
    ],
    [
      'v2 TCP4 with extensions',
      binary('21 11 0013 0a000007 0a000001 dc04 077d 04 0004 00000000'),
      '10.0.0.7',
      56324,
    ],
  ])('%s', (_name, bytes, address, port) => {
    const header = { kind: 'header', length: bytes.length, source: { address, port } };
    expect(readProxyHeader(bytes)).toEqual(header);
    expect(readProxyHeader(Buffer.concat([bytes, text('{"id":1}\n')]))).toEqual(header);
  });

  it.each([
    ['v1 UNKNOWN', text('PROXY UNKNOWN\r\n')],
    ['v1 UNKNOWN with addresses, of 107 bytes', text(LONGEST)],
    ['v2 LOCAL', binary('20 00 0000')],
    ['v2 LOCAL with addresses', binary('20 11 000c 0a000007 0a000001 dc04 077d')],
    ['v2 UNSPEC', binary('21 00 0000')],
    ['v2 UDP', binary('21 12 000c 0a000007 0a000001 dc04 077d')],
    ['v2 of a Unix socket', binary(`21 31 00d8 ${'00'.repeat(216)}`)],
    ['v2 of 536 bytes', binary(`21 00 0208 ${'00'.repeat(520)}`)],
  ])('or nothing of it: %s', (_name, bytes) => {
    expect(readProxyHeader(bytes)).toEqual({
      kind: 'header',
      length: bytes.length,
      source: null,
    });
  });
});

it.each([
  ['a Stratum line', text('{"id":1,"method":"mining.subscribe","params":[]}\n')],
  ['another word', text('PROXIES ')],
  ['small letters', text('proxy TCP4 ')],
  ['a v1 line of 108 bytes', text(LONGEST.replace(' ffff', ' fffff'))],
  ['a v1 line without end', text('PROXY TCP4'.padEnd(107))],
  ['another family', text('PROXY TCP5 10.0.0.7 10.0.0.1 1 2\r\n')],
  ['IPv6 as TCP4', text('PROXY TCP4 ::1 ::1 1 2\r\n')],
  ['IPv4 as TCP6', text('PROXY TCP6 10.0.0.7 10.0.0.1 1 2\r\n')],
  ['an address with a zone', text('PROXY TCP6 fe80::7%eth0 ::1 1 2\r\n')],
  ['a name', text('PROXY TCP4 localhost 10.0.0.1 1 2\r\n')],
  ['a port too large', text('PROXY TCP4 10.0.0.7 10.0.0.1 65536 2\r\n')],
  ['the other port too large', text('PROXY TCP4 10.0.0.7 10.0.0.1 1 65536\r\n')],
  ['more than it needs', text('PROXY TCP4 10.0.0.7 10.0.0.1 1 2 3\r\n')],
  ['a port missing', text('PROXY TCP4 10.0.0.7 10.0.0.1 1\r\n')],
  ['two blanks', text('PROXY TCP4  10.0.0.7 10.0.0.1 1 2\r\n')],
  ['v2 of another version', binary('11 11 000c 0a000007 0a000001 dc04 077d')],
  ['v2 of another command', binary('22 11 000c 0a000007 0a000001 dc04 077d')],
  ['v2 of another family', binary('21 41 000c 0a000007 0a000001 dc04 077d')],
  ['v2 of another transport', binary('21 13 000c 0a000007 0a000001 dc04 077d')],
  ['v2 TCP4 too short', binary('21 11 000b 0a000007 0a000001 dc04 07')],
  ['v2 TCP6 too short', binary(`21 21 0023 ${'00'.repeat(35)}`)],
  ['v2 of 537 bytes', binary('21 00 0209')],
])('is not: %s', (_name, bytes) => {
  expect(readProxyHeader(bytes)).toEqual(INVALID);
});

const ipv4 = fc.tuple(fc.ipV4(), fc.nat(65_535)).map(([address, port]) => ({
  bytes: text(`PROXY TCP4 ${address} 10.0.0.1 ${port} 1917\r\n`),
  source: { address, port },
}));
const ipv4Binary = fc
  .tuple(fc.ipV4(), fc.nat(65_535), fc.uint8Array({ maxLength: 508 }))
  .map(([address, port, extensions]) => {
    const bytes = Buffer.concat([binary('21 11 0000 00000000 00000000 0000 0000'), extensions]);
    bytes.writeUInt16BE(bytes.length - 16, 14);
    bytes.set(address.split('.').map(Number), 16);
    bytes.writeUInt16BE(port, 24);
    return { bytes, source: { address, port } };
  });

it('is incomplete at every byte before its end, and the same whatever follows', () => {
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv4Binary), fc.uint8Array(), ({ bytes, source }, rest) => {
      for (let end = 0; end < bytes.length; end++) {
        expect(readProxyHeader(bytes.subarray(0, end))).toEqual(INCOMPLETE);
      }
      const header = { kind: 'header', length: bytes.length, source };
      expect(readProxyHeader(Buffer.concat([bytes, rest]))).toEqual(header);
    }),
    { numRuns: 30 },
  );
});

it('of any bytes is read without an error, and never awaits more than 536 bytes', () => {
  const starts = fc.constantFrom(text(''), text('PROXY '), text('PROXY TCP6 '), binary('21'));
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 600 }), (start, rest) => {
      const bytes = Buffer.concat([start, rest]);
      const header = readProxyHeader(bytes);
      if (header.kind === 'incomplete') expect(bytes.length).toBeLessThan(536);
      if (header.kind === 'header') expect(header.length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

it('of version 2 is known by its signature', () => {
  expect(isProxySignature(binary('20 00 0000'))).toBe(true);
  expect(isProxySignature(text('\r\n\r\n'))).toBe(false);
});
