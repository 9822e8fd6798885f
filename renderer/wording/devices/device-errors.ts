/** Why a machine's own interface did not do what was asked, in sentences. */
import type { DeviceError } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { MessageValues, Translation } from '../../../messages/translation.ts';
import { beginningOf, withoutStop } from '../shortened.ts';

/** What happened and what to do, a sentence or two each. */
export interface HappenedAndAdvice {
  readonly happened: string;
  readonly advice: string;
}

const TEXTS: Readonly<
  Record<DeviceError['kind'], { readonly happened: MessageId; readonly advice: MessageId }>
> = {
  unreachable: {
    happened: 'devices.error.unreachable',
    advice: 'devices.error.unreachable.advice',
  },
  timeout: { happened: 'devices.error.timeout', advice: 'devices.error.timeout.advice' },
  'password-needed': {
    happened: 'devices.error.passwordNeeded',
    advice: 'devices.error.passwordNeeded.advice',
  },
  'password-wrong': {
    happened: 'devices.error.passwordWrong',
    advice: 'devices.error.passwordWrong.advice',
  },
  refused: { happened: 'devices.error.refused', advice: 'devices.error.refused.advice' },
  nonsense: { happened: 'devices.error.nonsense', advice: 'devices.error.nonsense.advice' },
  'another-machine': {
    happened: 'devices.error.anotherMachine',
    advice: 'devices.error.anotherMachine.advice',
  },
  unsupported: {
    happened: 'devices.error.unsupported',
    advice: 'devices.error.unsupported.advice',
  },
  'not-kept': { happened: 'devices.error.notKept', advice: 'devices.error.notKept.advice' },
  'pools-too-long': {
    happened: 'devices.error.poolsTooLong',
    advice: 'devices.error.poolsTooLong.advice',
  },
  busy: { happened: 'devices.error.busy', advice: 'devices.error.busy.advice' },
  cancelled: { happened: 'devices.error.cancelled', advice: 'devices.error.cancelled.advice' },
};

/** What happened and what to do, in the language of the user; the machine's own words are quoted. */
export function deviceErrorText(
  translation: Pick<Translation, 't' | 'number' | 'list'>,
  error: DeviceError,
): HappenedAndAdvice {
  const { happened, advice } = TEXTS[error.kind];
  return {
    happened: translation.t(happened, factsOf(translation, error)),
    advice: translation.t(advice),
  };
}

/** For the messages' `select`: there is nothing to quote. */
const NONE = 'none';
/** How much of a machine's answer is quoted, in characters. */
const ANSWER_LENGTH = 120;

function factsOf(
  { number, list }: Pick<Translation, 'number' | 'list'>,
  error: DeviceError,
): MessageValues {
  switch (error.kind) {
    case 'timeout':
      return { seconds: number(error.limitMs / 1000, { maximumFractionDigits: 1 }) };
    case 'password-wrong':
      return { answer: quoted(error.answer) };
    case 'refused':
      return { answer: quoted(error.answer), status: String(error.status ?? NONE) };
    case 'nonsense':
      return { answer: quoted(error.answer) };
    case 'another-machine':
      return { model: error.model ?? NONE };
    case 'not-kept':
      return { urls: error.urls.length === 0 ? NONE : list(error.urls) };
    case 'unreachable':
    case 'password-needed':
    case 'unsupported':
    case 'pools-too-long':
    case 'busy':
    case 'cancelled':
      return {};
  }
}

function quoted(answer: string | null): string {
  const words = withoutStop((answer ?? '').trim());
  return words === '' ? NONE : beginningOf(words, ANSWER_LENGTH);
}
