import type {
  DeviceSnapshot,
  MachineSnapshot,
  SetupPlan,
} from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Choices } from '../../../components/controls/choices.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { LoginFields } from '../../../components/machines/login-fields.tsx';
import { TaskFoot } from '../../../components/machines/task-foot.tsx';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from './configure.module.css';
import { PlanRow } from './plan-row.tsx';
import { lacksPassword, namesElsewhere, workerFault } from './setup-draft.ts';
import type { SetupDraft } from './setup-draft.ts';

const NO_SESSIONS: readonly MachineSnapshot[] = [];

interface PlanPanelProps {
  readonly machines: readonly DeviceSnapshot[];
  /** Null until they are known. */
  readonly plans: readonly SetupPlan[] | null;
  readonly draft: SetupDraft;
  readonly onChange: (changes: Partial<SetupDraft>) => void;
  readonly onConfirm: (plans: readonly SetupPlan[]) => void;
}

/** What would be written to each machine, what the user decides about it, and the one confirmation. */
export function PlanPanel({ machines, plans, draft, onChange, onConfirm }: PlanPanelProps) {
  const { t } = useTranslation();
  const sessions = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_SESSIONS);
  const shown = machines.flatMap((device) => {
    const plan = plans?.find(({ id }) => id === device.id);
    return plan === undefined ? [] : [{ device, plan }];
  });
  const taken = namesElsewhere(sessions, new Set(machines.map(({ host }) => host)));
  const rows = shown.map((row) => ({
    ...row,
    fault: workerFault(
      row.plan,
      shown.map(({ plan }) => plan),
      draft,
      taken,
    ),
  }));
  const ready = rows.filter(({ plan }) => plan.obstacle === null);
  const isNameWrong = ready.some(({ fault }) => fault !== null);
  const isPasswordMissing = ready.some(({ device }) => lacksPassword(device, draft));
  const isReady = ready.length > 0 && !isNameWrong && !isPasswordMissing;
  return (
    <Panel title={t('configure.plan')}>
      <div className={styles.decisions}>
        <LoginFields
          draft={draft.login}
          onChange={(changes) => onChange({ login: { ...draft.login, ...changes } })}
        />
        <div>
          <h3>{t('configure.others')}</h3>
          <Choices
            name="other-pools"
            label={t('configure.others')}
            layout="rows"
            value={draft.keepsOthers ? 'keep' : 'remove'}
            choices={[
              {
                value: 'remove',
                title: t('configure.others.remove'),
                text: t('configure.others.remove.about'),
              },
              {
                value: 'keep',
                title: t('configure.others.keep'),
                text: t('configure.others.keep.about'),
              },
            ]}
            onChoose={(choice) => onChange({ keepsOthers: choice === 'keep' })}
          />
        </div>
      </div>
      {plans === null ? (
        <p className="muted" role="status">
          {t('configure.planning')}
        </p>
      ) : (
        <table className={styles.table} aria-label={t('configure.plan')}>
          <thead>
            <tr>
              <th scope="col" data-column="machine">
                {t('configure.column.machine')}
              </th>
              <th scope="col">{t('configure.column.before')}</th>
              <th scope="col">{t('configure.column.after')}</th>
              <th scope="col" data-column="worker">
                {t('configure.column.worker')}
              </th>
              <th scope="col" data-column="password">
                {t('configure.column.password')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ device, plan, fault }) => (
              <PlanRow key={plan.id} {...{ device, plan, fault, draft, onChange }} />
            ))}
          </tbody>
        </table>
      )}
      <TaskFoot>
        <p role="status">
          {plans !== null &&
            (ready.length === 0
              ? t('configure.confirm.nothing')
              : isNameWrong
                ? t('configure.confirm.nameWrong')
                : isPasswordMissing && t('configure.confirm.passwordMissing'))}
        </p>
        <Button
          kind="main"
          disabled={!isReady}
          onClick={() => onConfirm(ready.map(({ plan }) => plan))}
        >
          {t('configure.confirm', { count: Math.max(1, ready.length) })}
        </Button>
      </TaskFoot>
    </Panel>
  );
}
