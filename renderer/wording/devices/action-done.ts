/** What has happened after a machine did what was asked, in sentences. */
import type { DeviceAction } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { powerPlanText } from './power-plan.ts';

/** An action that the machine carried out, or the name of the power plan that it took. */
export type ActionDone = DeviceAction | { readonly plan: string };

const TEXTS: Readonly<Record<DeviceAction, MessageId>> = {
  blink: 'devices.done.blink',
  'stop-blinking': 'devices.done.stopBlinking',
  restart: 'devices.done.restart',
  sleep: 'devices.done.sleep',
  wake: 'devices.done.wake',
};

/** `It is restarting. This can take a few minutes.` */
export function actionDoneText({ t }: Pick<Translation, 't'>, done: ActionDone): string {
  return typeof done === 'string'
    ? t(TEXTS[done])
    : t('devices.done.powerPlan', { plan: powerPlanText({ t }, done.plan) });
}
