/** What no node answers: any JSON in any place, and bytes that are hardly HTTP. */
import fc from 'fast-check';

const HASH = 'a'.repeat(43);

/** Bodies of `/info`, `cut`, pages of headers and payloads, with those values in one place. */
export function hostileBodyOf(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const coinbase = (json: string): string =>
    `{"coinbase":"${Buffer.from(json).toString('base64url')}"}`;
  const transfer = (params: string): string =>
    `{"result":{"status":"success"},"events":[{"name":"TRANSFER","module":{"namespace":null,"name":"coin"},"params":${params}}]}`;
  return fc.oneof(
    values,
    values.map((value) => `{"nodeVersion":${value}}`),
    values.map((value) => `{"nodeVersion":"x","nodeChains":${value}}`),
    values.map((value) => `{"nodeVersion":"x","nodeGraphHistory":${value}}`),
    values.map((value) => `{"nodeVersion":"x","nodeGraphHistory":[[0,[[0,[${value}]]]]]}`),
    values.map((value) => `{"nodeVersion":"x","nodeBlockDelay":${value}}`),
    values.map((value) => `{"hashes":${value}}`),
    values.map((value) => `{"hashes":{"0":${value}}}`),
    values.map((value) => `{"hashes":{"0":{"hash":"${HASH}","height":${value}}}}`),
    values.map((value) => `{"items":${value}}`),
    values.map((value) => `{"items":[${value}]}`),
    values.map((value) => `{"coinbase":${value}}`),
    values.map((value) => coinbase(value)),
    values.map((value) => coinbase(transfer(`["","k:a",${value}]`))),
  );
}

const line = fc.oneof(
  fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 101 Switching', 'HTTP/1.1 000 ', 'HTTP/1.1 103 x'),
  fc.constantFrom(
    'HTTP/1.1 302 x',
    'Location: /',
    'Location: http://127.0.0.1:1/x',
    'Location: ::',
  ),
  fc.constantFrom('Upgrade: x', 'Connection: upgrade', 'Connection: close', 'Date: never'),
  fc.constantFrom('Content-Length: 3', 'Content-Length: 9e9', 'Transfer-Encoding: chunked'),
  fc.constantFrom('Content-Encoding: gzip', 'Content-Encoding: br, x', 'Content-Type: text/html'),
  fc.string(),
  fc.constantFrom('', 'ZZZ', '3', 'abc', '{"nodeVersion":"x"}'),
);

/** Bytes of an answer, from what begins like one to any. */
export const hostileAnswer: fc.Arbitrary<Buffer> = fc.oneof(
  fc.array(line).map((lines) => Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('\r\n')}`)),
  fc.array(line).map((lines) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)),
  fc.uint8Array().map((array) => Buffer.from(array)),
);
