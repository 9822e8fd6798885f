/** What a check found and what to do about it. */
import type { Check, CheckOf, SkipReason } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { plain } from './check-answer.ts';
import type { CheckText } from './check-answer.ts';
import {
  configurationText,
  diskText,
  firewallText,
  machinesText,
  noticesText,
  portText,
  versionsText,
  workersText,
} from './computer-checks.ts';
import { accountText, clockText, nodeText, syncText } from './node-checks.ts';

/**
 * The sentences for a check.
 * @param nowMs ms since the Unix epoch
 */
export function checkText(translation: Translation, check: Check, nowMs: number): CheckText {
  switch (check.kind) {
    case 'configuration':
      return configurationText(translation, check);
    case 'disk':
      return diskText(translation, check);
    case 'versions':
      return versionsText(translation, check);
  }
  if (check.verdict === 'skipped') return skippedText(translation, check);
  switch (check.kind) {
    case 'workers':
      return workersText(translation, check);
    case 'node':
      return nodeText(translation, check);
    case 'sync':
      return syncText(translation, check);
    case 'account':
      return accountText(translation, check);
    case 'clock':
      return clockText(translation, check);
    case 'port':
      return portText(translation, check);
    case 'firewall':
      return firewallText(translation, check);
    case 'machines':
      return machinesText(translation, check, nowMs);
    case 'notices':
      return noticesText(translation, check);
  }
}

const REASONS: Readonly<Record<SkipReason, MessageId>> = {
  'no-configuration': 'diagnosis.skipped.noConfiguration',
  'earlier-check': 'diagnosis.skipped.earlierCheck',
  practice: 'diagnosis.skipped.practice',
  'no-stratum': 'diagnosis.skipped.noStratum',
  'other-system': 'diagnosis.skipped.otherSystem',
  'no-history': 'diagnosis.skipped.noHistory',
  unreadable: 'diagnosis.skipped.unreadable',
};

/** By `process.platform`. */
const FIREWALL_HINTS: Readonly<Record<string, MessageId>> = {
  win32: 'diagnosis.firewall.windows',
  darwin: 'diagnosis.firewall.mac',
};

function skippedText(
  { t }: Translation,
  check: Extract<CheckOf<Check['kind']>, { verdict: 'skipped' }>,
): CheckText {
  const { kind, detail } = check;
  const reason = t(REASONS[check.reason]);
  const hint = kind === 'firewall' ? FIREWALL_HINTS[detail ?? ''] : undefined;
  if (hint !== undefined) return { says: reason, advice: t(hint), fix: null };
  return plain(detail === null ? reason : t('diagnosis.skipped.withDetail', { reason, detail }));
}
