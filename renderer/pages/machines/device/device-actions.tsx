import { useState } from 'react';
import type {
  DeviceAction,
  DeviceSnapshot,
  GivenLogin,
  Outcome,
  PowerPlans,
} from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import {
  actOnMachine,
  forgetMachineLogin,
  getPowerPlans,
  putBackMachines,
} from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { planToUseHeddle } from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { actionDoneText } from '../../../wording/devices/action-done.ts';
import type { ActionDone } from '../../../wording/devices/action-done.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import styles from './device.module.css';
import { LoginDialog } from './login-dialog.tsx';
import { PowerPlanDialog } from './power-plan-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useDeviceCommand } from './use-device-command.ts';
import type { DeviceCommand } from './use-device-command.ts';

const ACTIONS: Readonly<Record<DeviceAction, MessageId>> = {
  blink: 'devices.action.blink',
  'stop-blinking': 'devices.action.stopBlinking',
  restart: 'devices.action.restart',
  sleep: 'devices.action.sleep',
  wake: 'devices.action.wake',
};

/** What the last command has begun or done. */
type Done = ActionDone | 'put-back';

interface ReadPlans {
  readonly plans: PowerPlans;
  readonly login: GivenLogin | null;
}

/** The controls of a machine. */
export function DeviceActions({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const commands = useDeviceCommand(device);
  const [plans, setPlans] = useState<ReadPlans | null>(null);
  // Machines do not report it: only what was done here is known.
  const [isBlinking, setBlinking] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const { id, canConfigure, canPutBack, hadNoPool, hasPassword, hasPowerPlans } = device;
  const isBusy = commands.busy || device.setup?.state === 'running';
  const name = deviceName(device);
  const run = (command: DeviceCommand): void => {
    setDone(null);
    commands.run(command);
  };
  const act = async (action: DeviceAction, login: GivenLogin | null): Promise<Outcome> => {
    const outcome = await actOnMachine({ id, action, login });
    if (!outcome.ok) return outcome;
    setDone(action);
    if (action === 'blink') setBlinking(true);
    if (action === 'stop-blinking' || action === 'restart') setBlinking(false);
    return outcome;
  };
  const putBack = async (login: GivenLogin | null): Promise<Outcome> => {
    const logins = login === null ? {} : { [id]: login };
    const outcome = await putBackMachines({ ids: [id], logins });
    if (outcome.ok) setDone('put-back');
    return outcome;
  };
  const readPlans = async (login: GivenLogin | null): Promise<Outcome> => {
    const answer = await getPowerPlans({ id, login });
    if (answer.ok) setPlans({ plans: answer.plans, login });
    return answer.ok ? { ok: true } : answer;
  };
  return (
    <>
      <div className={styles.actions}>
        <Button size="small" disabled={isBusy} onClick={() => planToUseHeddle([id])}>
          {t(canConfigure ? 'devices.action.useHeddle' : 'devices.action.guide')}
        </Button>
        {canPutBack && (
          <Button
            size="small"
            disabled={isBusy}
            title={t(hadNoPool ? 'devices.action.putBack.noPool' : 'devices.action.putBack.hint')}
            onClick={() => run(putBack)}
          >
            {t('devices.action.putBack')}
          </Button>
        )}
        {shownActions(device, isBlinking).map((action) => (
          <Button
            size="small"
            key={action}
            disabled={isBusy}
            onClick={() => run((login) => act(action, login))}
          >
            {t(ACTIONS[action])}
          </Button>
        ))}
        {hasPowerPlans && (
          <Button size="small" disabled={isBusy} onClick={() => run(readPlans)}>
            {t('devices.action.powerPlan')}
          </Button>
        )}
        <span />
        {hasPassword && (
          <Button kind="quiet" size="small" onClick={() => void forgetMachineLogin({ id })}>
            {t('devices.action.forgetPassword')}
          </Button>
        )}
        <Button kind="quiet" size="small" onClick={() => setRemoving(true)}>
          {t('devices.action.remove')}
        </Button>
      </div>
      <ActionState device={device} commands={commands} done={done} />
      <LoginDialog {...{ name, device, commands }} />
      {plans !== null && (
        <PowerPlanDialog
          device={device}
          {...plans}
          onApplied={(plan) => setDone({ plan })}
          onClose={() => setPlans(null)}
        />
      )}
      {isRemoving && <RemoveDialog device={device} onClose={() => setRemoving(false)} />}
    </>
  );
}

interface ActionStateProps {
  readonly device: DeviceSnapshot;
  readonly commands: Pick<ReturnType<typeof useDeviceCommand>, 'busy' | 'outcome' | 'asks'>;
  readonly done: Done | null;
}

/** What became of the last command. */
function ActionState({ device: { setup }, commands, done }: ActionStateProps) {
  const translation = useTranslation();
  const { busy, outcome, asks } = commands;
  if (busy && asks === null) {
    return (
      <p className={styles.outcome} data-waiting role="status">
        {translation.t('devices.action.waiting')}
      </p>
    );
  }
  if (outcome !== null && !outcome.ok) {
    return (
      <p className={styles.outcome} data-bad role="status">
        {failureText(translation, outcome.failure)}
      </p>
    );
  }
  const isPutBack = setup?.kind === 'put-back' && setup.state === 'done';
  // Its steps are shown by the progress above until then.
  if (done === null || (done === 'put-back' && !isPutBack)) return null;
  return (
    <p className={styles.outcome} role="status">
      {done === 'put-back'
        ? translation.t('configure.done.putBack')
        : actionDoneText(translation, done)}
    </p>
  );
}

/** Of two opposite actions, only the one that changes something. */
function shownActions(
  { actions, reading }: DeviceSnapshot,
  isBlinking: boolean,
): readonly DeviceAction[] {
  const idle = [
    reading?.isAsleep === true ? 'sleep' : 'wake',
    isBlinking && actions.includes('stop-blinking') ? 'blink' : 'stop-blinking',
  ];
  return (Object.keys(ACTIONS) as DeviceAction[]).filter(
    (action) => actions.includes(action) && !idle.includes(action),
  );
}
