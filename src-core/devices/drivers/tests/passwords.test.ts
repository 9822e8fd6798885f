import { onTestFinished, expect, it } from 'vitest';
import type { DeviceFamily } from '../../device.ts';
import { createDeviceIo } from '../device-io.ts';
import { cipheredPassword } from '../goldshell/goldshell-login.ts';
import { openDriver } from '../open-driver.ts';
import { startScriptedDevice } from './scripted-device.ts';
import type { WebAnswer, WebRequest } from './scripted-device.ts';
import { OURS } from './simulated-driver.ts';

const PASSWORD = 'Tr0ub4dor & 3+ä';
const FORMS = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  new URLSearchParams({ p: PASSWORD }).toString().slice(2),
  cipheredPassword(PASSWORD),
];
const never = new AbortController().signal;

const everything = ({ method, path, headers, body }: WebRequest): string =>
  `${method} ${path} ${decodeURIComponent(path.replaceAll('+', ' '))} ${JSON.stringify(headers)} ${body}`;

/** Machines that answer with all that they were sent. */
const ECHOES: Readonly<Record<string, (request: WebRequest) => WebAnswer | null>> = {
  'a page': (request) => ({ status: 404, body: `<html>not found: ${everything(request)}` }),
  'a refusal': (request) => ({ status: 200, body: { code: 1, msg: everything(request) } }),
  'a demand': (request) => ({ status: 401, body: everything(request) }),
  'a demand of an Antminer': (request) => ({
    status: 401,
    headers: { 'www-authenticate': 'Digest realm="antMiner Configuration", nonce="n", qop="auth"' },
    body: everything(request),
  }),
  'a redirect': (request) => ({ status: 302, headers: { location: request.path }, body: '' }),
  'the end of the connection': () => null,
};

const FAMILIES: readonly DeviceFamily[] = ['goldshell', 'antminer'];

it.each(FAMILIES.flatMap((family) => Object.keys(ECHOES).map((echo) => ({ family, echo }))))(
  'a password is in no failure of $family, whose answer is $echo with all it was sent',
  async ({ family, echo }) => {
    const device = await startScriptedDevice({
      web: (request) =>
        request.path === '/mcb/status' ? { status: 404 } : (ECHOES[echo]?.(request) ?? null),
    });
    onTestFinished(() => device.close());
    const io = createDeviceIo({ paceMs: 0 });
    onTestFinished(() => io.close());
    const { host, webPort } = device;
    const identity = { host, webPort, family, model: null, firmware: null, mac: null };
    const { control } = openDriver(identity, io);
    if (control === null) throw new Error('this machine cannot be written');
    const login = { user: null, password: PASSWORD };
    const outcomes = [
      await control.pools(login, never),
      await control.setPools(login, [OURS], never),
      await control.act(login, 'blink', never),
      await control.powerPlans(login, never),
    ];
    const text = JSON.stringify(outcomes);
    expect(outcomes[1]?.ok).toBe(false);
    for (const form of FORMS) expect(text).not.toContain(form);
    if (family === 'antminer') {
      // It was never sent either.
      for (const form of FORMS) expect(JSON.stringify(device.requests)).not.toContain(form);
    } else expect(device.asked.some((asked) => asked.includes(FORMS[3] ?? ''))).toBe(true);
  },
);
