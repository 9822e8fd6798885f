/**
 * What answers at an address. The questions are put one after the other, since a Goldshell must not get
 * two at once and it is not known yet what is there: its web server first, which most machines have, then
 * cgminer's interfaces.
 */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DeviceAddress, DeviceIdentity } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import { isAntminer, nameOfAntminer } from './antminer/identify-antminer.ts';
import { askFields, CGMINER_PORT, IBELINK_PORT } from './cgminer/ask-fields.ts';
import { cgminerFamily, ibelinkName } from './cgminer/identify-cgminer.ts';
import { goldshellStatus, isGoldshellPage, wantsToken } from './goldshell/goldshell-answers.ts';
import type { DeviceIo, MachineAnswer, MachineLine, Pace } from './reach/machine-line.ts';
import { webAnswerText } from './reach/web-answer-text.ts';

export type Identified =
  | { readonly kind: 'device'; readonly identity: DeviceIdentity }
  /** Something answers that is no machine we know: `http: 401 Basic realm "printer"`. */
  | { readonly kind: 'other'; readonly answered: string }
  | { readonly kind: 'nothing' };

/** Parts of the limit in which a port has to take the connection: the web server's, each other port's. */
const WEB_SHARE = 0.4;
const PORT_SHARE = 0.25;
/** What took the connection gets this many times the limit to answer: small web servers take seconds. */
const PATIENCE = 3;

/**
 * Asks an address what it is. An address that does not answer takes at most `limitMs`.
 * `nothing` too where the signal aborts.
 * @param pace `gentle` where a Goldshell was known there, so that it rests also when this is cancelled
 */
export async function identifyDevice(
  address: DeviceAddress,
  io: DeviceIo,
  limitMs: number,
  signal: AbortSignal,
  pace: Pace = 'quick',
): Promise<Identified> {
  const { host, webPort } = address;
  const identified = await io.round(host, pace, signal, (machine) =>
    climb(machine, { host, webPort }, limitMs),
  );
  return identified.ok ? identified.value : { kind: 'nothing' };
}

/** The steps of the ladder, to the first that knows its machine. */
async function climb(
  machine: MachineLine,
  address: DeviceAddress,
  limitMs: number,
): Promise<Result<Identified, DeviceError>> {
  const limits = { connectMs: limitMs * PORT_SHARE, answerMs: limitMs * PATIENCE };
  const web = await askStatus(machine, address.webPort, limitMs);
  // It may be a Goldshell that still works on its answer, or one whose web server is in trouble: it gets
  // time to recover.
  if (web.ok ? web.value.status >= 500 : wasHeard(web.error)) machine.goGently();
  if (!web.ok && isHopeless(web.error)) return ok({ kind: 'nothing' });

  const goldshell = web.ok ? goldshellStatus(web.value) : null;
  if (goldshell !== null) {
    machine.goGently();
    return device({ ...address, family: 'goldshell', ...goldshell, mac: null });
  }
  const page =
    web.ok && !isAntminer(web.value) ? await askPage(machine, address.webPort, limitMs) : web;
  if (page.ok && isGoldshellPage(page.value)) {
    machine.goGently();
    const version = await askFields(machine, { port: CGMINER_PORT, command: 'version', ...limits });
    const named = version.ok ? cgminerFamily(version.value, true) : null;
    const { model = null, firmware = null } = named?.family === 'goldshell' ? named : {};
    return device({ ...address, family: 'goldshell', model, firmware, mac: null });
  }
  if (page.ok && isAntminer(page.value)) {
    const name = await nameOfAntminer(machine, limits);
    return name.ok ? device({ ...address, family: 'antminer', ...name.value, mac: null }) : name;
  }

  const devs = await askFields(machine, { port: IBELINK_PORT, command: 'devs', ...limits });
  if (devs.ok) {
    const summary = await askFields(machine, { port: IBELINK_PORT, command: 'summary', ...limits });
    const name = ibelinkName(devs.value, summary.ok ? summary.value : null);
    return device({ ...address, family: 'ibelink', ...name });
  }
  const version = await askFields(machine, { port: CGMINER_PORT, command: 'version', ...limits });
  if (version.ok) {
    const known = cgminerFamily(version.value, web.ok && wantsToken(web.value));
    // One with a web server may be a Goldshell that did not say so.
    if (known.family === 'goldshell' || (known.family === 'cgminer' && web.ok)) machine.goGently();
    return device({ ...address, ...known, mac: null });
  }
  const errors = [devs.error, version.error];
  if (errors.some(({ kind }) => kind === 'cancelled')) return err({ kind: 'cancelled' });
  return ok(otherwise(page, errors));
}

function device(identity: DeviceIdentity): Result<Identified, DeviceError> {
  return ok({ kind: 'device', identity });
}

function askStatus(
  machine: MachineLine,
  port: number,
  limitMs: number,
): Promise<Result<MachineAnswer, DeviceError>> {
  const limits = { connectMs: limitMs * WEB_SHARE, answerMs: limitMs * PATIENCE };
  return machine.http({ method: 'GET', port, path: '/mcb/status', ...limits });
}

/** The front page: some servers demand a login there alone. */
function askPage(
  machine: MachineLine,
  port: number,
  limitMs: number,
): Promise<Result<MachineAnswer, DeviceError>> {
  const limits = { connectMs: limitMs * WEB_SHARE, answerMs: limitMs * PATIENCE };
  return machine.http({ method: 'GET', port, path: '/', ...limits });
}

/** It may have taken the question, and did not answer in time, not with HTTP, or was not waited for. */
function wasHeard(error: DeviceError): boolean {
  if (error.kind === 'unreachable') return error.code === 'ECONNRESET';
  return ['timeout', 'nonsense', 'cancelled'].includes(error.kind);
}

/** Codes with which the network says that there is no such host. */
const NO_HOST = ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'];

/** Whether no other port will answer either. */
function isHopeless(error: DeviceError): boolean {
  if (error.kind === 'cancelled') return true;
  return error.kind === 'unreachable' && NO_HOST.includes(error.code ?? '');
}

/** What is said of an address at which no machine is known. */
function otherwise(
  page: Result<MachineAnswer, DeviceError>,
  errors: readonly DeviceError[],
): Identified {
  if (page.ok) return { kind: 'other', answered: `http: ${webAnswerText(page.value)}` };
  for (const error of [page.error, ...errors]) {
    if (error.kind === 'nonsense') {
      const where = error === page.error ? 'http' : 'cgminer';
      return { kind: 'other', answered: `${where}: ${error.answer || 'hangs up'}` };
    }
    if (error.kind === 'timeout')
      return { kind: 'other', answered: 'takes connections, says nothing' };
  }
  return { kind: 'nothing' };
}
