/**
 * What a machine reads when it is refused or disconnected, which the log says too: English, made
 * here alone from the facts of refusals.ts.
 */
import { quote } from './peer-text.ts';
import type {
  AccessRefusal,
  ConnectionRefusal,
  LeaveReason,
  OtherProtocol,
  ShareFault,
  ShareRefusal,
} from './refusals.ts';

/** The codes of Slush Pool's Stratum proposal, on which pools and firmware agree. */
const STRATUM_ERROR = {
  other: 20,
  jobNotFound: 21,
  duplicate: 22,
  lowDifficulty: 23,
  unauthorized: 24,
  notSubscribed: 25,
} as const;

type StratumErrorCode = (typeof STRATUM_ERROR)[keyof typeof STRATUM_ERROR];

/** An error as it goes over the wire, where a third element is always null. */
export interface StratumError {
  readonly code: StratumErrorCode;
  readonly text: string;
}

interface ShareError {
  readonly code: StratumErrorCode;
  readonly fault: ShareFault;
}

/** What each refusal of a share is on the wire and in the counts. */
const SHARE_ERRORS: Readonly<Record<ShareRefusal['kind'], ShareError>> = {
  'not-subscribed': { code: STRATUM_ERROR.notSubscribed, fault: 'invalid' },
  'not-authorized': { code: STRATUM_ERROR.unauthorized, fault: 'invalid' },
  stale: { code: STRATUM_ERROR.jobNotFound, fault: 'stale' },
  'unknown-job': { code: STRATUM_ERROR.jobNotFound, fault: 'stale' },
  duplicate: { code: STRATUM_ERROR.duplicate, fault: 'duplicate' },
  'low-difficulty': { code: STRATUM_ERROR.lowDifficulty, fault: 'low' },
  'nonce2-too-long': { code: STRATUM_ERROR.other, fault: 'invalid' },
  'nonce2-not-hex': { code: STRATUM_ERROR.other, fault: 'invalid' },
};

/** What a refused share counts as. */
export function faultOf(refusal: ShareRefusal): ShareFault {
  return SHARE_ERRORS[refusal.kind].fault;
}

/** The error that answers a refused share. */
export function shareError(refusal: ShareRefusal): StratumError {
  return { code: SHARE_ERRORS[refusal.kind].code, text: shareRefusalText(refusal) };
}

/** The error that answers a refused `mining.authorize`. */
export function accessError(refusal: AccessRefusal): StratumError {
  const text = `Not authorized: ${accessRefusalText(refusal)}`;
  return { code: STRATUM_ERROR.unauthorized, text };
}

/** An error that has no code of its own. */
export function otherError(text: string): StratumError {
  return { code: STRATUM_ERROR.other, text };
}

function shareRefusalText(refusal: ShareRefusal): string {
  switch (refusal.kind) {
    case 'not-subscribed':
      return 'Not subscribed: send mining.subscribe before submitting shares';
    case 'not-authorized':
      return 'Not authorized: send mining.authorize with an accepted user and password';
    case 'stale':
      return 'Stale share: the chain has moved on since this job was sent';
    case 'unknown-job':
      return `Unknown job ${quote(refusal.jobId)}: it is too old or was never sent by this server`;
    case 'duplicate':
      return 'Duplicate share: this nonce was already counted for this job';
    case 'low-difficulty': {
      const [level, wanted] = [tenths(refusal.level), tenths(refusal.wantedLevel)];
      return `Low difficulty: this share is of level ${level}, the job asks for ${wanted}`;
    }
    case 'nonce2-too-long': {
      const { nonce2, limitBytes } = refusal;
      return `nonce2 ${quote(nonce2)} is too long: it has ${limitBytes} bytes (${2 * limitBytes} hex digits) here`;
    }
    case 'nonce2-not-hex':
      return `nonce2 ${quote(refusal.nonce2)} is not a hexadecimal number`;
  }
}

/** Why a machine may not mine, as a clause. */
export function accessRefusalText(refusal: AccessRefusal): string {
  switch (refusal.kind) {
    case 'rig-not-listed':
      return `the rig name ${JSON.stringify(refusal.rig)} is not on the list`;
    case 'wrong-password':
      return 'the password is wrong';
    case 'too-many-passwords':
      return 'too many wrong passwords came from its address, it may try again later';
    case 'declined':
      return 'it was declined on this computer';
    case 'too-many-waiting':
      return refusal.where === 'server'
        ? 'too many machines wait for an answer'
        : 'too many machines of this address wait for an answer';
    case 'check-failed':
      return 'the server could not decide';
  }
}

const PROTOCOL_TEXTS: Readonly<Record<OtherProtocol, string>> = {
  http: 'it speaks HTTP',
  tls: 'it speaks TLS: its address must begin with stratum+tcp://',
  proxy: 'it speaks the PROXY protocol, and its address is not in the setting stratumProxies',
};

/** Why a connection ended, as a clause. */
export function leaveText(reason: LeaveReason): string {
  switch (reason.kind) {
    case 'closed-by-machine':
      return 'the machine closed the connection';
    case 'connection-lost':
      return reason.code === null ? 'connection lost' : `connection lost (${reason.code})`;
    case 'server-closing':
      return 'the server is closing';
    case 'let-in':
      return 'it was let in, and has to connect again';
    case 'no-node':
      return `no node has had work for ${duration(reason.ms)}`;
    case 'never-subscribed':
      return `no mining.subscribe within ${duration(reason.ms)}`;
    case 'not-reading':
      return `it has not read what was sent to it for over ${duration(reason.ms)}`;
    case 'silent':
      return `it was silent for over ${duration(reason.ms)}`;
    case 'line-too-long':
      return `line longer than ${reason.limitBytes} bytes`;
    case 'too-many-long-lines':
      return `too many lines of over ${reason.longChars} characters`;
    case 'too-many-invalid-lines':
      return 'too many invalid Stratum lines';
    case 'too-many-changes':
      return 'too many requests for another name or difficulty';
    case 'no-nonce-range':
      return 'no nonce range is free, try again later';
    case 'other-protocol':
      return PROTOCOL_TEXTS[reason.protocol];
    case 'internal-error':
      return 'internal error';
  }
}

/** Why a connection did not become a session, as a clause. */
export function connectionRefusalText(refusal: ConnectionRefusal): string {
  switch (refusal.kind) {
    case 'server-full':
      return `the server is full (${refusal.limit} sessions)`;
    case 'address-full':
      return `too many sessions from this address (${refusal.limit})`;
    case 'no-node':
      return 'no node has work';
    case 'address-busy':
      return 'too many new connections from this address, try again later';
    case 'address-blocked':
      return 'too many invalid lines from this address';
    case 'no-proxy-header':
      return 'it is a proxy of stratumProxies and sent no valid PROXY header';
  }
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}

/** A number with one decimal; `toFixed` would cost as much as judging the share. */
function tenths(value: number): string {
  const count = Math.round(value * 10);
  return `${Math.floor(count / 10)}.${count % 10}`;
}

/** Whether the server ended the session, and has logged why. */
export function isBrokenOff({ kind }: LeaveReason): boolean {
  return kind !== 'closed-by-machine' && kind !== 'connection-lost' && kind !== 'server-closing';
}
