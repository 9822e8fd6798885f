/** Names of power plans. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

const KNOWN: ReadonlyMap<string, MessageId> = new Map([
  ['normal', 'devices.plan.normal'],
  ['low-power', 'devices.plan.low'],
  ['high-power', 'devices.plan.high'],
]);

/** In the language of the user; a plan that only the machine knows has the name that it gives. */
export function powerPlanText({ t }: Pick<Translation, 't'>, name: string): string {
  const id = KNOWN.get(name);
  return id === undefined ? name : t(id);
}
