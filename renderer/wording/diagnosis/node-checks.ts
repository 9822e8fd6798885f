/** What was found out about a node. */
import type { NodeError } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { countText, UNKNOWN } from '../figures/si-number.ts';
import { nodeErrorText } from '../problems/node-errors.ts';
import { shortened } from '../shortened.ts';
import { buttonOf, plain } from './check-answer.ts';
import type { CheckText, Judged } from './check-answer.ts';

/** Whether the node answers, of which network it is, and its version. */
export function nodeText(translation: Translation, check: Judged<'node'>): CheckText {
  const { node, error, network, nodeVersion } = check;
  if (error !== null) return faultText(translation, error, check);
  const values = { node, network: network ?? UNKNOWN, version: nodeVersion ?? 'none' };
  return plain(translation.t('diagnosis.node.ok', values));
}

/** Whether the node has the newest blocks, is catching up, or stands still. */
export function syncText(translation: Translation, check: Judged<'sync'>): CheckText {
  const { t } = translation;
  const { node, error, state, height, newestAgeMs } = check;
  if (error !== null) return faultText(translation, error, check);
  const values = {
    node,
    height: height === null ? UNKNOWN : countText(translation, height),
    age: durationText(translation, newestAgeMs === null ? null : newestAgeMs / 1000),
  };
  switch (state) {
    case 'catching-up':
      return {
        says: t('diagnosis.sync.catchingUp', values),
        advice: t('diagnosis.sync.catchingUp.advice'),
        fix: null,
      };
    case 'standing-still':
      return {
        says: t('diagnosis.sync.standingStill', values),
        advice: t('diagnosis.sync.standingStill.advice'),
        fix: buttonOf(translation, 'address'),
      };
    case 'current':
    case null:
      return plain(t('diagnosis.sync.current', values));
  }
}

const KEY_FAULTS: Readonly<
  Record<NonNullable<Judged<'account'>['keyFault']>['reason'], MessageId>
> = {
  missing: 'diagnosis.account.missing',
  'not-hex': 'diagnosis.account.notHex',
  'wrong-length': 'diagnosis.account.wrongLength',
};

/** Which account the node mines for, or why it does not take the key. */
export function accountText(translation: Translation, check: Judged<'account'>): CheckText {
  const { t } = translation;
  const { node, account, keyFault, error } = check;
  if (error !== null) return faultText(translation, error, check);
  if (keyFault === null) {
    return plain(t('diagnosis.account.ok', { node, account: shortened(account ?? '') }));
  }
  const digits = keyFault.reason === 'wrong-length' ? keyFault.digits : 0;
  return {
    says: t(KEY_FAULTS[keyFault.reason], { digits }),
    advice: t('diagnosis.account.advice'),
    fix: buttonOf(translation, 'key'),
  };
}

/** How far this computer's clock is from that of the node. */
export function clockText(translation: Translation, check: Judged<'clock'>): CheckText {
  const { t } = translation;
  const { node, offsetMs, uncertaintyMs, verdict } = check;
  const apart = Math.abs(offsetMs);
  if (verdict === 'ok') {
    const within = durationText(translation, Math.ceil((apart + uncertaintyMs) / 1000));
    return plain(t('diagnosis.clock.ok', { node, within }));
  }
  const offset = durationText(translation, apart / 1000);
  const text = offsetMs > 0 ? 'diagnosis.clock.ahead' : 'diagnosis.clock.behind';
  return { says: t(text, { node, offset }), advice: t('diagnosis.clock.advice'), fix: null };
}

/** In the same words as elsewhere; the address of a fallback node is in another field. */
function faultText(
  translation: Translation,
  error: NodeError,
  { node, isFallback }: Pick<Judged<'node'>, 'node' | 'isFallback'>,
): CheckText {
  const { happened, advice, button, action } = nodeErrorText(translation, error, node);
  const isAddress = action.do === 'open-settings' && action.field === 'node';
  const fix =
    isFallback && isAddress
      ? { button, action: { do: 'open-settings', field: 'fallbackNodes' } as const }
      : { button, action };
  return { says: happened, advice, fix };
}
