import { useState } from 'react';
import type { DeviceSnapshot, SetupPlan } from '../../../../contract/screen-contract.ts';
import { configureMachines, putBackMachines } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { NO_LOGIN } from '../../../components/machines/login-fields.tsx';
import { TaskPage } from '../../../components/machines/task-page.tsx';
import { idsOf } from '../../../stores/joined-machines.ts';
import { showMachines, useMachineListStore } from '../../../stores/machine-list-store.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ServerState } from '../connect/server-state.tsx';
import { HandGuides } from './hand-guide.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { loginsOf, nextTry, ordersOf } from './setup-draft.ts';
import type { SetupDraft } from './setup-draft.ts';
import { SetupList } from './setup-list.tsx';
import { useSetupPlans } from './use-setup-plans.ts';

const NO_DEVICES: readonly DeviceSnapshot[] = [];
const NO_DRAFT: SetupDraft = { login: NO_LOGIN, keepsOthers: false, workers: {}, passwords: {} };

/** The chosen machines: what would be written, one confirmation, then the progress of each. */
export function ConfigurePanel() {
  const { t } = useTranslation();
  const chosen = useMachineListStore((list) => list.chosen);
  const devices = useMinerStore((miner) => miner.calm?.devices ?? NO_DEVICES);
  const plans = useSetupPlans(chosen);
  const [draft, setDraft] = useState(NO_DRAFT);
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
  const machines = chosen.flatMap(
    (id) => devices.find((device) => idsOf(device).includes(id)) ?? [],
  );
  const isBegun = (device: DeviceSnapshot): boolean =>
    idsOf(device).some((id) => begun.has(id)) || device.setup?.state === 'running';
  const planOf = (device: DeviceSnapshot): SetupPlan[] =>
    (plans ?? []).filter((plan) => idsOf(device).includes(plan.id));

  const begin = (wanted: readonly SetupPlan[]): void => {
    const ids = wanted.map(({ id }) => id);
    setBegun(new Set([...begun, ...ids]));
    void configureMachines({ orders: ordersOf(wanted, draft), logins: loginsOf(ids, draft) });
  };
  const putBack = (device: DeviceSnapshot): void => {
    // The password was entered for the id that it had.
    const id = chosen.find((each) => idsOf(device).includes(each)) ?? device.id;
    setBegun(new Set([...begun, id]));
    void putBackMachines({ ids: [id], logins: loginsOf([id], draft) });
  };
  const tryAgain = (device: DeviceSnapshot): void => {
    const next = nextTry(device.setup);
    if (next === 'put-back') putBack(device);
    else if (next === 'configure') begin(planOf(device));
    // Back to the plan, where name and password can be changed.
    else setBegun(new Set([...begun].filter((id) => !idsOf(device).includes(id))));
  };
  const waiting = machines.filter((device) => device.canConfigure && !isBegun(device));
  return (
    <TaskPage
      title={t('configure.title')}
      about={t('configure.about')}
      buttons={<Button onClick={() => showMachines('list')}>{t('configure.finish')}</Button>}
    >
      <ServerState />
      <SetupList machines={machines.filter(isBegun)} onTryAgain={tryAgain} onPutBack={putBack} />
      {waiting.length > 0 && (
        <PlanPanel
          machines={waiting}
          plans={plans}
          draft={draft}
          onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
          onConfirm={begin}
        />
      )}
      <HandGuides machines={machines.filter(({ canConfigure }) => !canConfigure)} plans={plans} />
    </TaskPage>
  );
}
