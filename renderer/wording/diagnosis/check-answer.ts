/** What is said of a check: the vocabulary of this folder. */
import type { Check, CheckOf } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { BUTTONS } from '../problems/fix-buttons.ts';
import type { FaultText, FixButton } from '../problems/fix-buttons.ts';

export interface CheckText {
  /** A sentence or two. */
  readonly says: string;
  /** What to do; null where nothing needs to be done. */
  readonly advice: string | null;
  /** The button that does it, where there is one. */
  readonly fix: Pick<FaultText, 'button' | 'action'> | null;
}

/** The check of this kind, when it was made. */
export type Judged<Kind extends Check['kind']> = Exclude<CheckOf<Kind>, { verdict: 'skipped' }>;

/** A sentence that asks for nothing. */
export function plain(says: string): CheckText {
  return { says, advice: null, fix: null };
}

/** A button of the table. */
export function buttonOf({ t }: Pick<Translation, 't'>, button: FixButton): CheckText['fix'] {
  const { text, action } = BUTTONS[button];
  return { button: t(text), action };
}
