/** A failure of the contract as a line of the log, which is in English whatever the language of the screen. */
import type { Failure } from '../../contract/failures.ts';
import { translationTo } from '../../messages/translation.ts';
import { failureText } from '../../renderer/wording/failures.ts';

/** The screen's sentence for it, in English. */
export function failureLine(failure: Failure): string {
  return failureText(translationTo('en'), failure);
}
