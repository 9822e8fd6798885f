import { quote } from './peer-text.ts';

/**
 * What a machine is told when it is refused. The numbers are those of Slush Pool's Stratum
 * proposal, on which pools and firmware agree; the text is for the person who reads the machine's
 * log or this program's screen.
 */
export const STRATUM_ERROR = {
  other: 20,
  jobNotFound: 21,
  duplicate: 22,
  lowDifficulty: 23,
  unauthorized: 24,
  notSubscribed: 25,
} as const;

export type StratumErrorCode = (typeof STRATUM_ERROR)[keyof typeof STRATUM_ERROR];

/** A refusal as it goes over the wire: code and text (the third element is always null there). */
export interface StratumError {
  readonly code: StratumErrorCode;
  readonly text: string;
}

/** What a refused share counts as. */
export type ShareFault = 'stale' | 'duplicate' | 'low' | 'invalid';

export function refuseOther(text: string): StratumError {
  return { code: STRATUM_ERROR.other, text };
}

export const NOT_SUBSCRIBED: StratumError = {
  code: STRATUM_ERROR.notSubscribed,
  text: 'Not subscribed: send mining.subscribe before submitting shares',
};

export const NOT_AUTHORIZED: StratumError = {
  code: STRATUM_ERROR.unauthorized,
  text: 'Not authorized: this server wants mining.authorize with an accepted user and password',
};

export const STALE_SHARE: StratumError = {
  code: STRATUM_ERROR.jobNotFound,
  text: 'Stale share: the chain has moved on since this job was sent',
};

export function refuseUser(reason: string): StratumError {
  return { code: STRATUM_ERROR.unauthorized, text: `Not authorized: ${reason}` };
}

export function refuseUnknownJob(jobId: string): StratumError {
  return {
    code: STRATUM_ERROR.jobNotFound,
    text: `Unknown job ${quote(jobId)}: it is too old or was never sent by this server`,
  };
}

export const DUPLICATE_SHARE: StratumError = {
  code: STRATUM_ERROR.duplicate,
  text: 'Duplicate share: this nonce was already counted for this job',
};

/** Levels are log2 of the expected hashes: the share's own and the one the job asked for. */
export function refuseLowDifficulty(shareLevel: number, wantedLevel: number): StratumError {
  return {
    code: STRATUM_ERROR.lowDifficulty,
    text: `Low difficulty: this share is of level ${tenths(shareLevel)}, the job asks for ${tenths(wantedLevel)}`,
  };
}

/** A number with one decimal; `toFixed` would cost as much as judging the share. */
function tenths(value: number): string {
  const count = Math.round(value * 10);
  return `${Math.floor(count / 10)}.${count % 10}`;
}
