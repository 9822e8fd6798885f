/** What checks and verdicts are called, and which checks there are. */
import type { Check, Verdict } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';

const NAMES: Readonly<Record<Check['kind'], MessageId>> = {
  configuration: 'diagnosis.configuration',
  workers: 'diagnosis.workers',
  node: 'diagnosis.node',
  sync: 'diagnosis.sync',
  account: 'diagnosis.account',
  clock: 'diagnosis.clock',
  port: 'diagnosis.port',
  firewall: 'diagnosis.firewall',
  disk: 'diagnosis.disk',
  machines: 'diagnosis.machines',
  notices: 'diagnosis.notices',
  versions: 'diagnosis.versions',
};

/** Every kind, in the order of the report. */
export const CHECK_KINDS = Object.keys(NAMES) as readonly Check['kind'][];

/** The name of a check; a fallback node's is another one than the first node's. */
export function checkName(
  check: Pick<Check, 'kind'> & { readonly isFallback?: boolean },
): MessageId {
  const { kind, isFallback } = check;
  return kind === 'node' && isFallback === true ? 'diagnosis.fallback' : NAMES[kind];
}

export const VERDICT_NAMES: Readonly<Record<Verdict | 'pending', MessageId>> = {
  ok: 'diagnosis.verdict.ok',
  warn: 'diagnosis.verdict.warn',
  fail: 'diagnosis.verdict.fail',
  skipped: 'diagnosis.verdict.skipped',
  pending: 'diagnosis.verdict.pending',
};
