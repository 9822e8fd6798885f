import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileLine } from '../tests/hostile/stratum-lines.ts';
import { otherError } from './stratum-errors.ts';
import { rigName } from './rig-name.ts';
import {
  otherProtocol,
  configureLine,
  parseAnyRequest,
  parseRequest,
  refusalLine,
  setTargetLine,
  successLine,
} from './stratum-messages.ts';

const parse = (line: string): unknown => {
  const result = parseRequest(line);
  return result.ok ? result.value : result.error;
};

it('takes the whole name of a rig of 128 characters behind an account', () => {
  const rig = 'r'.repeat(128);
  const params = [`k:${'ab'.repeat(32)}.${rig}`];
  const request = parseRequest(JSON.stringify({ id: 1, method: 'mining.authorize', params }));
  expect(request.ok && request.value.method === 'authorize' && rigName(request.value.user)).toBe(
    rig,
  );
});

describe('the password of an authorize', () => {
  it.each([
    ['x'.repeat(256), 'x'.repeat(256)],
    [1234, '1234'],
    [null, ''],
    ['x'.repeat(9999), 'x'.repeat(512)],
  ])('is read in full, within bounds: %j', (sent, password) => {
    const line = JSON.stringify({ id: 1, method: 'mining.authorize', params: ['rig', sent] });
    expect(parseRequest(line)).toMatchObject({ ok: true, value: { password } });
  });
});

describe('a request', () => {
  it.each([
    [
      '{"id":1,"method":"mining.subscribe","params":["kdaminer/1.0.0",null]}',
      { method: 'subscribe', id: '1', agent: 'kdaminer/1.0.0' },
    ],
    [
      '{"params":[],"method":"mining.subscribe","id":"mining.subscribe","jsonrpc":"2.0"}',
      { method: 'subscribe', id: '"mining.subscribe"', agent: null },
    ],
    ['{"id":null,"method":"mining.subscribe"}', { method: 'subscribe', id: 'null', agent: null }],
    ['{"method":"mining.ping"}', { method: 'ping', id: 'null' }],
    [
      '{"id":2,"method":"mining.authorize","params":["k:ab.rig"]}',
      { method: 'authorize', id: '2', user: 'k:ab.rig', password: '' },
    ],
    [
      '{"id":2,"method":"mining.authorize","params":["a",null,"more"]}',
      { method: 'authorize', id: '2', user: 'a', password: '' },
    ],
    [
      '{"id":4,"method":"mining.submit","params":["a.b","5d4","0000000001ff",7,"x"],"worker":"y"}',
      { method: 'submit', id: '4', user: 'a.b', jobId: '5d4', nonce2: '0000000001ff' },
    ],
    ...[
      '[5,"a.b","5d4","0000000001ff"]',
      '["5","a.b","5d4","0000000001ff"]',
      '[5,"a.b","5d4","0000000001ff","x"]',
      '[0,"a.b","5d4","0000000001ff"]',
    ].map((params): [string, object] => [
      `{"id":4,"method":"mining.submit","params":${params}}`,
      { method: 'submit', id: '4', user: 'a.b', jobId: '5d4', nonce2: '0000000001ff' },
    ]),
    [
      '{"id":4,"method":"mining.submit","params":[5,"a.b",425,"0000000001ff"]}',
      { method: 'submit', id: '4', user: 'a.b', jobId: '425', nonce2: '0000000001ff' },
    ],
    [
      '{"id":4,"method":"mining.submit","params":["a.b",425,"0000000001ff"]}',
      { method: 'submit', id: '4', user: 'a.b', jobId: '425', nonce2: '0000000001ff' },
    ],
    [
      '{"id":4,"method":"mining.submit","params":["5","425","0000000001ff","17"]}',
      { method: 'submit', id: '4', user: '5', jobId: '425', nonce2: '0000000001ff' },
    ],
    [
      '{"id":4,"method":"mining.submit","params":[null,"1","2"]}',
      { method: 'submit', id: '4', user: '', jobId: '1', nonce2: '2' },
    ],
    [
      '{"id":[4],"method":"mining.submit","params":["a","1","2"]}',
      { method: 'submit', id: 'null', user: 'a', jobId: '1', nonce2: '2' },
    ],
    ...(
      [
        ['["a.b","no job","0000000001ff","x"]', 'a.b', 'no job', '0000000001ff'],
        ['["5","no job","1f",7]', '5', 'no job', '1f'],
        ['["5",null,"5d4","1f"]', '', '5d4', '1f'],
        ['[5,"ab","5d4","01ff"]', 'ab', '5d4', '01ff'],
      ] as const
    ).map(([params, user, jobId, nonce2]): [string, object] => [
      `{"id":4,"method":"mining.submit","params":${params}}`,
      { method: 'submit', id: '4', user, jobId, nonce2 },
    ]),
    ['{"id":1,"result":true,"error":null}', { method: 'nothing' }],
    ['{"id":1,"result":true}', { method: 'nothing' }],
    ['{"id":1,"error":[20,"no",null]}', { method: 'nothing' }],
    [' \0\ufeff', { method: 'nothing' }],
    ['{"id":1,"method":"client.get_version"}', { method: 'version', id: '1' }],
    ['{"id":1,"method":"mining.extranonce.subscribe"}', { method: 'extranonce', id: '1' }],
    ['{"id":1,"method":"mining.configure"}', { method: 'configure', id: '1', extensions: [] }],
    [
      `{"id":1,"method":"mining.configure","params":[${JSON.stringify(['x'.repeat(129), ...'a'.repeat(33)])}]}`,
      { method: 'configure', id: '1', extensions: [...'a'.repeat(32)] },
    ],
    [
      `{"id":1,"method":"mining.suggest_difficulty","params":["${'0'.repeat(124)}1024"]}`,
      { method: 'suggest', id: '1', level: 42 },
    ],
    [
      '{"id":1,"method":"mining.suggest_target","params":["0X3fffff"]}',
      { method: 'suggest', id: '1', level: 256 - 22 },
    ],
    [
      '{"id":1,"method":"mining.configure","params":[["version-rolling",3],{}]}',
      { method: 'configure', id: '1', extensions: ['version-rolling'] },
    ],
    [
      '{"id":1,"method":"mining.suggest_difficulty","params":[1024]}',
      { method: 'suggest', id: '1', level: 42 },
    ],
    [
      '{"id":1,"method":"mining.suggest_difficulty","params":[" 1.024E3 "]}',
      { method: 'suggest', id: '1', level: 42 },
    ],
    [
      '{"id":1,"method":"mining.suggest_target","params":["00000000003fffff"]}',
      { method: 'suggest', id: '1', level: 256 - 22 },
    ],
  ])('is read from %s', (line, request) => {
    expect(parse(line)).toEqual(request);
  });

  it('survives NULs around it and raw control characters within its strings', () => {
    expect(
      parse('\0\0{"id":1,"method":"mining.subscribe","params":["kda\tminer\u0001",null]}\0'),
    ).toEqual({ method: 'subscribe', id: '1', agent: 'kda miner' });
  });

  it('keeps names short and free of what would disturb a screen', () => {
    const line = JSON.stringify({
      id: 1,
      method: 'mining.authorize',
      params: [` a\u202e\n${'x'.repeat(500)}`],
    });
    expect(parse(line)).toMatchObject({ user: `a${'x'.repeat(255)}` });
  });

  it.each([
    ['this is not json', true],
    ['{"id":1,"method":}', true],
    ['[1,2]', true],
    ['null', true],
    ['7', true],
    ['{"id":7}', true],
    ['{"id":7,"method":"mining.foo","params":[]}', false],
    ['{"id":7,"method":"mining.submit","params":["a","b"]}', false],
    ['{"id":7,"method":"mining.submit","params":["a",1.5,"b"]}', false],
    ['{"id":7,"method":"mining.submit","params":["a","1",2]}', false],
    ['{"id":7,"method":"mining.submit","params":{"a":1}}', false],
    ['{"id":7,"method":"mining.authorize","params":[]}', false],
    ['{"id":7,"method":"mining.suggest_difficulty","params":[-1]}', false],
    ['{"id":7,"method":"mining.suggest_difficulty","params":[[1]]}', false],
    ['{"id":7,"method":"mining.suggest_difficulty","params":[true]}', false],
    ['{"id":7,"method":"mining.suggest_difficulty","params":["0x10"]}', false],
    [`{"id":7,"method":"mining.suggest_difficulty","params":["${'0'.repeat(125)}1024"]}`, false],
    ['{"id":7,"method":"mining.suggest_target"}', false],
    ...['', 'z', 'z1', '1z', '10x1', 'f'.repeat(65)].map((target): [string, boolean] => [
      `{"id":7,"method":"mining.suggest_target","params":["${target}"]}`,
      false,
    ]),
    [`{"id":7,"method":"mining.ping","params":["\u0001${'x'.repeat(4096)}"]}`, true],
    ['{"id":[7],"method":"mining.ping"}', true],
    [`{"id":7,"method":"mining.ping","params":${'['.repeat(40)}${']'.repeat(40)}}`, true],
  ])('is refused with a reason as %s', (line, isGarbage) => {
    const isShare = !isGarbage && line.includes('mining.submit');
    expect(parse(line)).toMatchObject({ isGarbage, isShare });
    expect((parse(line) as { reason: string }).reason).not.toBe('');
  });

  it('never throws, and its id can always be echoed as JSON', () => {
    fc.assert(
      fc.property(hostileLine, (text) => {
        const result = parseRequest(text);
        const id = result.ok ? ('id' in result.value ? result.value.id : 'null') : result.error.id;
        const { id: echoed } = JSON.parse(successLine(id, 'true')) as { id: unknown };
        expect(echoed === null || ['string', 'number'].includes(typeof echoed)).toBe(true);
        // 64 characters, each of which may have to be escaped.
        expect(id.length).toBeLessThanOrEqual(2 + 6 * 64);
      }),
      { numRuns: 1000 },
    );
    expect(parse('{"id":1e999,"method":"mining.ping"}')).toMatchObject({ id: '1e999' });
    expect(parse('{"__proto__":{"method":"x"},"id":1}')).toMatchObject({ isGarbage: true });
  });
});

describe('the fast path for a share', () => {
  it('reads all that it takes as the general path does', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('k:ab.rig', '5d4', '0x1f', '00000000abcd', '\\u0041', '\\"', '"', '\t', '\n'),
    );
    const id = fc.oneof(fc.nat().map(String), fc.constantFrom('01', '-1', '"a"', 'null', '1e5'));
    const space = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(id, part, part, part, space, (id, user, job, nonce2, s) => {
        const line = `{"id":${s}${id},"method":"mining.submit",${s}"params":["${user}","${job}",${s}"${nonce2}"]}`;
        expect(parseRequest(line)).toEqual(parseAnyRequest(line));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a line of the server', () => {
  it('is one line of JSON with result null and code, text, null in a refusal', () => {
    const line = refusalLine('"x"', otherError('say "no"\nplease'));
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual({
      id: 'x',
      result: null,
      error: [20, 'say "no"\nplease', null],
    });
  });

  it('is ASCII, whatever a machine names its extensions', () => {
    expect(configureLine('1', ['version-rolling', 'é\n'])).toBe(
      '{"id":1,"result":{"version-rolling":false,"\\u00e9\\n":false},"error":null}\n',
    );
    expect(configureLine('1', [])).toBe('{"id":1,"result":{},"error":null}\n');
  });

  it('carries the target as 64 digits', () => {
    expect(JSON.parse(setTargetLine('f'.repeat(64)))).toEqual({
      id: null,
      method: 'mining.set_target',
      params: ['f'.repeat(64)],
    });
  });
});

describe('the first bytes of a peer', () => {
  it.each([
    ['GET / HTTP/1.1\r\n', 'http'],
    ['PRI * HTTP/2.0\r\n', 'http'],
    ['\u0016\u0003\u0001\u0002', 'tls'],
    ['\u0016{', null],
    ['\u0001\u0003', null],
    ['a GET / x', null],
    ['{"id":1', null],
    ['\0', null],
    ['', null],
  ])('%j', (text, protocol) => {
    expect(otherProtocol(Buffer.from(text, 'latin1'))).toBe(protocol);
  });
});
