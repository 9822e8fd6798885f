import { afterEach, describe, expect, it } from 'vitest';
import { err } from '../../result.ts';
import { createDeviceIo } from './device-io.ts';
import { identifyDevice } from './identify.ts';
import type { Identified } from './identify.ts';
import { ANTMINER, GOLDSHELL } from './tests/made-up-answers.ts';
import { nextLoopbackHost, startScriptedDevice } from './tests/scripted-device.ts';
import type { DeviceScript, ScriptedDevice } from './tests/scripted-device.ts';
import { IBELINK_PORT } from './cgminer/ask-fields.ts';
import type { DeviceIo } from './reach/machine-line.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const never = new AbortController().signal;

async function identified(
  script: DeviceScript,
): Promise<{ found: Identified; device: ScriptedDevice }> {
  const device = await startScriptedDevice(script);
  const io = createDeviceIo();
  closers.push(
    () => io.close(),
    () => device.close(),
  );
  return { found: await identifyDevice(device, io, 1_500, never), device };
}

const notFound = { status: 404, body: 'not found' };

describe('identifying a machine', () => {
  it('knows a Goldshell by its status, which needs no password', async () => {
    const { found, device } = await identified({
      web: ({ path }) => (path === '/mcb/status' ? { body: GOLDSHELL.status } : notFound),
    });
    expect(found).toEqual({
      kind: 'device',
      identity: {
        host: device.host,
        webPort: device.webPort,
        family: 'goldshell',
        model: 'Goldshell KD-BOX Pro',
        firmware: '2.2.0',
        mac: null,
      },
    });
    expect(device.asked).toEqual(['GET /mcb/status']);
  });

  it('reads the Roman numeral in the name of a KD-BOX II', async () => {
    const { found } = await identified({
      web: () => ({ body: { ...GOLDSHELL.status, model: 'Goldshell-KDBoxⅡ' } }),
    });
    expect(found).toMatchObject({ identity: { model: 'Goldshell KD-BOX II' } });
  });

  it('knows an Antminer by its demand for a password, and asks cgminer for the model', async () => {
    const { found } = await identified({
      web: () => ({
        status: 401,
        headers: {
          'www-authenticate': 'Digest realm="antMiner Configuration", nonce="a", qop="auth"',
        },
      }),
      cgminer: ANTMINER,
    });
    expect(found).toMatchObject({
      identity: {
        family: 'antminer',
        model: 'Antminer KA3',
        firmware: 'Mon Feb 20 12:43:39 CST 2023',
      },
    });
  });

  it('knows an iBeLink by the interface that only it has there', async () => {
    const { found } = await identified({
      cgminerPort: IBELINK_PORT,
      cgminer: {
        devs: {
          STATUS: [{ STATUS: 'S', Description: 'cgminer 5.4.8' }],
          DEVS: [{ Name: 'BM-K1Max' }],
        },
        summary: { SUMMARY: [{ macaddress: '1001291b0206' }] },
      },
    });
    expect(found).toMatchObject({
      identity: {
        family: 'ibelink',
        model: 'iBeLink BM-K1 Max',
        firmware: 'cgminer 5.4.8',
        mac: '10:01:29:1b:02:06',
      },
    });
  });

  it('knows a Goldshell that reports nothing without a password by its mining program', async () => {
    const { found } = await identified({
      web: () => ({ status: 401, body: 'Check Token Error' }),
      cgminer: { version: { STATUS: [{ Description: 'kdaminer 1.0' }], VERSION: [{}] } },
    });
    expect(found).toMatchObject({ identity: { family: 'goldshell', model: null } });
  });

  it.each([
    { web: 'Check Token Error', family: 'goldshell' },
    { web: 'Unauthorized', family: 'cgminer' },
  ])('takes bfgminer for a Goldshell only beside its web server: $web', async ({ web, family }) => {
    const { found } = await identified({
      web: () => ({ status: 401, body: web }),
      cgminer: { version: { STATUS: [{ Description: 'bfgminer 5.4.2' }], VERSION: [{}] } },
    });
    expect(found).toMatchObject({ identity: { family } });
  });

  it.each([
    { status: 401, body: 'Check Token Error' },
    { status: 200, body: 'starting' },
    { status: 500, body: '' },
  ])('knows a Goldshell by its front page while its status fails: %j', async (status) => {
    const { found, device } = await identified({
      web: ({ path }) => (path === '/' ? { body: '<title>cloud-box</title>' } : status),
    });
    expect(found).toMatchObject({ identity: { family: 'goldshell', model: null } });
    expect(device.asked).toEqual(['GET /mcb/status', 'GET /']);
  });

  it('knows any other machine with cgminer', async () => {
    const { found } = await identified({
      cgminer: {
        version: {
          STATUS: [{ Description: 'cgminer 4.9.0' }],
          VERSION: [{ Type: 'Avalon\u202e' }],
        },
      },
    });
    expect(found).toMatchObject({ identity: { family: 'cgminer', model: 'Avalon' } });
  });

  it('says what answered where it is no machine', async () => {
    const { found } = await identified({
      web: () => ({
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="printer"' },
        body: 'who are you?',
      }),
    });
    expect(found).toEqual({ kind: 'other', answered: 'http: 401 Basic realm "printer"' });
  });

  it('does not follow a redirect, and names the page that it got', async () => {
    const { found, device } = await identified({
      web: ({ path }) =>
        path === '/'
          ? { body: '<html><title>My\u200b router</title>' }
          : { status: 302, headers: { location: '/elsewhere' } },
    });
    expect(found).toEqual({ kind: 'other', answered: 'http: 200 "My router"' });
    expect(device.asked).toEqual(['GET /mcb/status', 'GET /']);
  });

  it('says what it heard where only cgminer\u2019s port answers, and that with nonsense', async () => {
    const { found } = await identified({
      onCommand: (_command, socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
    });
    expect(found).toEqual({ kind: 'other', answered: 'cgminer: SSH-2.0-OpenSSH_9.2' });
  });

  it('finds nothing where nothing listens', async () => {
    const io = createDeviceIo();
    closers.push(() => io.close());
    const address = { host: nextLoopbackHost(), webPort: 80 };
    expect(await identifyDevice(address, io, 1_500, never)).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['EHOSTUNREACH', 1],
    ['ECONNREFUSED', 3],
  ])('asks no other port where the network has no such host: %s', async (code, asked) => {
    let requests = 0;
    const refuse = () => {
      requests += 1;
      return Promise.resolve(err({ kind: 'unreachable', detail: '', code } as const));
    };
    const line = { http: refuse, cgminer: refuse, goGently: () => undefined };
    const io: DeviceIo = {
      round: (_host, _pace, _signal, work) => work(line),
      close: () => undefined,
    };
    const address = { host: '192.0.2.1', webPort: 80 };
    expect(await identifyDevice(address, io, 1_500, never)).toEqual({ kind: 'nothing' });
    expect(requests).toBe(asked);
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const device = await startScriptedDevice({
      web: () => {
        abort.abort();
        return new Promise(() => undefined);
      },
    });
    const io = createDeviceIo();
    closers.push(
      () => io.close(),
      () => device.close(),
    );
    expect(await identifyDevice(device, io, 1_500, abort.signal)).toEqual({ kind: 'nothing' });
  });
});
