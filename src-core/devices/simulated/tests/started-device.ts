/** A simulated machine for one test, and small clients that share no code with the product's. */
import { createCipheriv, createHash } from 'node:crypto';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../tests/loopback-server.ts';
import { startSimulatedDevice } from '../start-simulated-device.ts';
import type { SimulatedDevice, SimulatedOptions } from '../start-simulated-device.ts';

/** Starts one on free ports of 127.0.0.1 and closes it at the end of the test. */
export async function startDevice(
  options: Pick<SimulatedOptions, 'kind'> & Partial<SimulatedOptions>,
): Promise<SimulatedDevice> {
  const device = await startSimulatedDevice({
    host: '127.0.0.1',
    // Not 0: after a restart it opens the same ports again.
    webPort: await freePort(),
    cgminerPort: await freePort(),
    retryMs: 200,
    ...options,
  });
  onTestFinished(() => device.close());
  return device;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Undefined where it is no JSON. */
  readonly json: unknown;
  readonly headers: Headers;
}

/** Sends one request to the web interface, on a connection of its own. */
export async function ask(
  device: SimulatedDevice,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(`http://${device.host}:${device.webPort}${path}`, {
    method,
    headers: { Connection: 'close', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, text, json, headers: response.headers };
}

/** Logs in to a new Goldshell; `headers` for what follows. */
export async function goldshellToken(device: SimulatedDevice): Promise<Record<string, string>> {
  const password = encipher(device.password);
  const path = `/user/login?username=admin&password=${password}&cipher=true`;
  const { json } = await ask(device, 'GET', path);
  return { Authorization: `Bearer ${(json as { 'JWT Token': string })['JWT Token']}` };
}

/** AES-128-CBC with sixteen `!`, a zero IV and zeros behind it, as hex. */
export function encipher(password: string): string {
  const padded = Buffer.alloc(Math.ceil(password.length / 16) * 16);
  padded.write(password);
  const cipher = createCipheriv('aes-128-cbc', '!'.repeat(16), Buffer.alloc(16));
  return cipher.setAutoPadding(false).update(padded).toString('hex');
}

/** Sends a request with digest authentication, after the demand that comes first. */
export async function digestAsk(
  device: SimulatedDevice,
  method: string,
  path: string,
  body?: unknown,
  password = device.password,
): Promise<Answer> {
  const demand = await ask(device, method, path, { body });
  const [, nonce = ''] = /nonce="(\w+)"/.exec(demand.headers.get('www-authenticate') ?? '') ?? [];
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const realm = 'antMiner Configuration';
  const secret = md5(`root:${realm}:${password}`);
  const response = md5(`${secret}:${nonce}:00000001:abc:auth:${md5(`${method}:${path}`)}`);
  const fields = `username="root", realm="${realm}", nonce="${nonce}", uri="${path}"`;
  const proof = `qop=auth, nc=00000001, cnonce="abc", response="${response}"`;
  return ask(device, method, path, {
    headers: { Authorization: `Digest ${fields}, ${proof}` },
    body,
  });
}

/** Everything that the TCP interface answers until it closes the connection. */
export function tcpAnswer(device: SimulatedDevice, command: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(device.cgminerPort, device.host);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => resolve(text)).on('error', reject);
    socket.write(JSON.stringify(command));
  });
}

/** The same as an object, without the NUL at its end. */
export async function tcpAsk(
  device: SimulatedDevice,
  command: string,
): Promise<Record<string, Record<string, unknown>[]>> {
  const text = await tcpAnswer(device, { command });
  if (!text.endsWith('\0')) throw new Error(`no NUL behind ${text}`);
  return JSON.parse(text.slice(0, -1)) as Record<string, Record<string, unknown>[]>;
}
