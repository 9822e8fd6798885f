/** Why a search for machines did not begin, in sentences. */
import type { FindError } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type RangeReason = Extract<FindError, { kind: 'range' }>['reason'];

const RANGE_TEXTS: Readonly<Record<RangeReason, MessageId>> = {
  unreadable: 'devices.find.unreadable',
  'too-large': 'devices.find.tooLarge',
  'too-many': 'devices.find.tooMany',
  'not-private': 'devices.find.notPrivate',
};

/** What is wrong and what to type instead. */
export function findErrorText({ t }: Pick<Translation, 't'>, error: FindError): string {
  return error.kind === 'searching'
    ? t('devices.find.searching')
    : t(RANGE_TEXTS[error.reason], { text: error.text });
}
