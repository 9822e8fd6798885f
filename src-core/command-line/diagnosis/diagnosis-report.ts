/** The report of a diagnosis: an aligned list to read and copy, or JSON for programs. Pure. */
import type { Check } from '../../diagnosis/checks.ts';
import type { Diagnosis } from '../../diagnosis/diagnose.ts';
import { visibleText } from '../../logging/visible-text.ts';
import {
  configurationSaying,
  diskSaying,
  firewallSaying,
  machinesSaying,
  noticesSaying,
  portSaying,
  versionsSaying,
  workersSaying,
} from './computer-sentences.ts';
import { accountSaying, clockSaying, nodeSaying, syncSaying } from './node-sentences.ts';
import type { Saying } from './saying.ts';

const NAMES: Readonly<Record<Check['kind'], string>> = {
  configuration: 'Configuration',
  workers: 'Workers',
  node: 'Node',
  sync: 'Sync',
  account: 'Account',
  clock: 'Clock',
  port: 'Stratum port',
  firewall: 'Firewall',
  disk: 'Disk',
  machines: 'Machines',
  notices: 'Notices',
  versions: 'Versions',
};
const VERDICT_WIDTH = 'skipped'.length;
const NAME_WIDTH = Math.max(...Object.values(NAMES).map(({ length }) => length));
const INDENT = ' '.repeat(VERDICT_WIDTH + NAME_WIDTH + 4);

/** Whether a check failed. */
export function hasFailed({ checks }: Diagnosis): boolean {
  return checks.some(({ verdict }) => verdict === 'fail');
}

/** A line for each check in columns, with what to do on the next one, and a last line that counts. */
export function diagnosisReport(diagnosis: Diagnosis): string {
  const lines = diagnosis.checks.flatMap((check) => {
    const { says, fix } = sayingOf(check, diagnosis.atMs);
    const name = check.kind === 'node' && check.isFallback ? 'Fallback' : NAMES[check.kind];
    const head = `${check.verdict.padEnd(VERDICT_WIDTH)}  ${name.padEnd(NAME_WIDTH)}  `;
    return [
      `${head}${visibleText(says)}`,
      ...(fix === null ? [] : [`${INDENT}-> ${visibleText(fix)}`]),
    ];
  });
  return `${[`Heddle diagnosis, ${timeText(diagnosis.atMs)}`, ...lines, countText(diagnosis)].join('\n')}\n`;
}

/** The facts, and the sentences of the report with them. */
export function diagnosisJson({ atMs, checks }: Diagnosis): string {
  const explained = checks.map((check) => ({ ...check, ...sayingOf(check, atMs) }));
  return `${JSON.stringify({ atMs, checks: explained }, null, 2)}\n`;
}

function sayingOf(check: Check, atMs: number): Saying {
  switch (check.kind) {
    case 'configuration':
      return configurationSaying(check);
    case 'workers':
      return workersSaying(check);
    case 'node':
      return nodeSaying(check);
    case 'sync':
      return syncSaying(check);
    case 'account':
      return accountSaying(check);
    case 'clock':
      return clockSaying(check);
    case 'port':
      return portSaying(check);
    case 'firewall':
      return firewallSaying(check);
    case 'disk':
      return diskSaying(check);
    case 'machines':
      return machinesSaying(check, atMs);
    case 'notices':
      return noticesSaying(check);
    case 'versions':
      return versionsSaying(check);
  }
}

function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function countText({ checks }: Diagnosis): string {
  const count = (verdict: Check['verdict']): number =>
    checks.filter((check) => check.verdict === verdict).length;
  const [failed, warned] = [count('fail'), count('warn')];
  if (failed + warned === 0) return 'Every check passed.';
  return `${failed} failed, ${warned} to look at.`;
}
