/** Which questions are put to an address, how patiently, and when it is left to recover after them. */
import { expect, it } from 'vitest';
import type { DeviceError } from '../device-error.ts';
import { identifyDevice } from './identify.ts';
import { answeringMachine } from './tests/answering-machine.ts';
import type { Said } from './tests/answering-machine.ts';

const OFF: DeviceError = { kind: 'unreachable', detail: 'off', code: 'ECONNREFUSED' };
const TIMEOUT: DeviceError = { kind: 'timeout', limitMs: 1 };
const nonsense = (answer: string): DeviceError => ({ kind: 'nonsense', answer });
const GOLDSHELL = { body: '{"model":"Goldshell-KD5"}' };
const PAGE = { body: '<title>cloud-box</title>' };
const ANTMINER = {
  ...{ status: 401, headers: { 'www-authenticate': 'Digest realm="antMiner", nonce="a"' } },
};
const versionOf = (description: string) =>
  `{"STATUS":[{"Description":"${description}"}],"VERSION":[{}]}`;
const WEB = 'GET /mcb/status';

/** Asks an address that answers so, and refuses every other question. */
async function asked(answers: Readonly<Record<string, Said>>) {
  const machine = answeringMachine({ ...answers });
  const address = { host: '192.168.1.20', webPort: 81 };
  const { signal } = new AbortController();
  const found = await identifyDevice(address, machine.io, 1_000, signal);
  const identity = found.kind === 'device' ? found.identity : null;
  const answered = found.kind === 'other' ? found.answered : 'nothing';
  return { ...machine, what: identity?.family ?? answered, identity };
}

const ALL = [WEB, '4029 devs', '4028 version'];

it.each<[string, Record<string, Said>, string, readonly string[]]>([
  ['a Goldshell', { [WEB]: GOLDSHELL }, 'goldshell', [WEB, 'rest']],
  [
    'one by its page',
    { [WEB]: { status: 404 }, 'GET /': PAGE },
    'goldshell',
    [WEB, 'GET /', 'rest', '4028 version'],
  ],
  [
    'one in trouble',
    { [WEB]: { status: 500 }, 'GET /': PAGE },
    'goldshell',
    [WEB, 'rest', 'GET /', 'rest', '4028 version'],
  ],
  [
    'one by its program',
    { '4028 version': versionOf('intminer 5') },
    'goldshell',
    [...ALL, 'rest'],
  ],
  [
    'what may be one',
    { [WEB]: { status: 404 }, '4028 version': versionOf('cgminer 4') },
    'cgminer',
    [WEB, 'GET /', '4029 devs', '4028 version', 'rest'],
  ],
  ['an Antminer', { [WEB]: ANTMINER }, 'antminer', [WEB, '4028 version']],
  [
    'one by its page alone',
    { [WEB]: { status: 404 }, 'GET /': ANTMINER },
    'antminer',
    [WEB, 'GET /', '4028 version'],
  ],
  ['an iBeLink', { '4029 devs': '{"DEVS":[]}' }, 'ibelink', [WEB, '4029 devs', '4029 summary']],
  ['a mining program', { '4028 version': versionOf('cgminer 4') }, 'cgminer', ALL],
  ['nothing', {}, 'nothing', ALL],
])(
  'knows %s by few questions, and lets it rest where it may be fragile',
  async (_, answers, what, log) => {
    expect(await asked(answers)).toMatchObject({ what, asked: log, paces: ['quick'] });
  },
);

it.each<[string, DeviceError, boolean]>([
  ['is late', TIMEOUT, true],
  ['answers nonsense', nonsense('x'), true],
  ['hangs up', { ...OFF, code: 'ECONNRESET' }, true],
  ['refuses the connection', OFF, false],
  ['refuses it without a code', { kind: 'unreachable', detail: '' }, false],
])('lets a web server rest that %s: %j, %s', async (_, error, rests) => {
  const { asked: log } = await asked({ [WEB]: error });
  expect(log).toEqual(rests ? [WEB, 'rest', ...ALL.slice(1)] : ALL);
});

it.each<[DeviceError, readonly string[]]>([
  [{ kind: 'cancelled' }, [WEB, 'rest']],
  [{ ...OFF, code: 'EHOSTUNREACH' }, [WEB]],
  [{ ...OFF, code: 'ENETUNREACH' }, [WEB]],
  [{ ...OFF, code: 'EHOSTDOWN' }, [WEB]],
])('asks nothing more after %j', async (error, log) => {
  expect(await asked({ [WEB]: error })).toMatchObject({ what: 'nothing', asked: log });
});

it.each<[Record<string, Said>, string]>([
  [{ [WEB]: TIMEOUT }, 'takes connections, says nothing'],
  [{ [WEB]: nonsense('SSH-2.0') }, 'http: SSH-2.0'],
  [{ [WEB]: nonsense('') }, 'http: hangs up'],
  [{ '4029 devs': nonsense('x') }, 'cgminer: x'],
  [{ '4028 version': nonsense('') }, 'cgminer: hangs up'],
  [{ '4028 version': TIMEOUT }, 'takes connections, says nothing'],
  [{ [WEB]: { status: 404 }, 'GET /': { status: 403 } }, 'http: 403'],
  [{ '4029 devs': { kind: 'cancelled' } }, 'nothing'],
  [{ [WEB]: TIMEOUT, '4028 version': { kind: 'cancelled' } }, 'nothing'],
  [{ [WEB]: ANTMINER, '4028 version': { kind: 'cancelled' } }, 'nothing'],
])('says of what answered %j: %s', async (answers, what) => {
  expect((await asked(answers)).what).toBe(what);
});

it('waits for a connection for a part of its limit, and thrice as long for an answer', async () => {
  const { requests, commands } = await asked({
    ...{ [WEB]: { status: 404 }, 'GET /': { status: 404 } },
  });
  const limits = [...requests, ...commands].map(({ port, connectMs, answerMs }) => {
    return [port, connectMs, answerMs];
  });
  expect(limits).toEqual([
    [81, 400, 3_000],
    [81, 400, 3_000],
    [4029, 250, 3_000],
    [4028, 250, 3_000],
  ]);
});

it.each([
  ['{"VERSION":[{"Type":"Goldshell-KD5","CompileTime":"May"}]}', 'Goldshell KD5', 'May'],
  ['{"VERSION":[{"Type":"Avalon","CompileTime":"May"}]}', null, null],
  ['nonsense', null, null],
])(
  'takes what a Goldshell is called from its program, behind its page: %s',
  async (answer, model, firmware) => {
    const web = { [WEB]: { status: 404 }, 'GET /': PAGE };
    const { identity } = await asked({ ...web, '4028 version': answer });
    expect(identity).toEqual({
      ...{ host: '192.168.1.20', webPort: 81, family: 'goldshell', model, firmware, mac: null },
    });
  },
);
