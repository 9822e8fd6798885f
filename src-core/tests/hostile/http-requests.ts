/** Bytes that come on the port of an HTTP server: requests that are right but for a part, and what is hardly HTTP. */
import fc from 'fast-check';
import { anyText } from './characters.ts';

export interface RawRequest {
  /** As Latin-1, a character for each byte. */
  readonly bytes: string;
  /** It is framed as HTTP wants it, and asks for the connection to be closed: an answer must come. */
  readonly isWhole: boolean;
  /** It comes from a page of another site, or means a server of another name. */
  readonly isForeign: boolean;
}

/** What a server is asked for, as it stands in the first line and in the body. */
export interface AskedFor {
  readonly path: fc.Arbitrary<string>;
  readonly body: fc.Arbitrary<string | Uint8Array>;
}

const FOREIGN = [
  'Host: evil.example',
  'Host: 127.0.0.1.evil.example',
  'Origin: https://evil.example',
  'Origin: null',
];
const LOCAL = ['Host: 127.0.0.1', 'Host: localhost', 'Host: [::1]:80'];

const header = fc.oneof(
  fc.constantFrom(
    ...['Accept: */*', 'Accept-Encoding: gzip', 'X: ', 'Range: bytes=0-1', 'If-None-Match: *'],
    ...['Authorization: Basic eDp4', 'Expect: 100-continue', 'Access-Control-Request-Method: X'],
    ...['Content-Type: application/json', 'Content-Type: application/octet-stream', 'Cookie: a=b'],
    ...['Sec-Fetch-Site: none', 'TE: trailers', 'Forwarded: for="[::1]"', 'Accept: ;;=;,q=q'],
  ),
  fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,20}$/), anyText(40)).map(([name, value]) => {
    return `X-${name}: ${value.replace(/[\p{Cc}\p{Cs}]/gu, '')}`;
  }),
);

const soupLine = fc.oneof(
  fc.constantFrom(
    ...['GET / HTTP/1.1', 'POST / HTTP/1.1', 'GET /', 'PRI * HTTP/2.0', 'GET / HTTP/9.9', 'x'],
    ...[
      'Host: 127.0.0.1',
      'Host: a',
      'Content-Length: 3',
      'Content-Length: -1',
      'Content-Length: 5',
    ],
    ...['Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Connection: upgrade'],
    ...['Upgrade: websocket', ' folded', 'a b: c', ': x', '', '', '5', 'abcde', '0', 'FFFFFFFFFF'],
  ),
  anyText(30),
  fc.constant(`X: ${'x'.repeat(20_000)}`),
);

/** @param asked what the server knows, and what it does not */
export function rawRequest({ path, body }: AskedFor): fc.Arbitrary<RawRequest> {
  const whole = fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'DELETE'),
      path,
      foreign: fc.option(fc.constantFrom(...FOREIGN), { freq: 5 }),
      local: fc.constantFrom(...LOCAL),
      headers: fc.array(header, { maxLength: 4 }),
      body,
    })
    .map(({ method, path: target, foreign, local, headers, body: content }): RawRequest => {
      const hosts = foreign?.startsWith('Host')
        ? [foreign]
        : [local, ...(foreign ? [foreign] : [])];
      const bytes = Buffer.from(content);
      const lines = [
        `${method} ${target} HTTP/1.1`,
        ...hosts,
        ...headers,
        `Content-Length: ${bytes.length}`,
        'Connection: close',
      ];
      const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
      return {
        bytes: Buffer.concat([head, bytes]).toString('latin1'),
        isWhole: true,
        isForeign: foreign !== null,
      };
    });
  const soup = fc.oneof(
    fc.array(soupLine).map((lines) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)),
    fc.array(soupLine).map((lines) => Buffer.from(`POST / HTTP/1.1\r\n${lines.join('\r\n')}`)),
    fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
  );
  return fc.oneof(
    { weight: 3, arbitrary: whole },
    {
      weight: 1,
      arbitrary: soup.map((bytes): RawRequest => ({
        bytes: bytes.toString('latin1'),
        isWhole: false,
        isForeign: false,
      })),
    },
  );
}
