import { TextInput } from '@mantine/core';
import type { DeviceSnapshot, SetupPlan } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import { MachinePassword } from '../../../components/machines/login-fields.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import styles from './configure.module.css';
import type { SetupDraft, WorkerFault } from './setup-draft.ts';
import { MachineName } from './setup-list.tsx';

const FAULTS: Readonly<Record<WorkerFault, MessageId>> = {
  missing: 'configure.worker.missing',
  form: 'configure.worker.form',
  taken: 'configure.worker.taken',
};

const OBSTACLES: Readonly<Record<NonNullable<SetupPlan['obstacle']>, MessageId>> = {
  'by-hand': 'configure.obstacle.byHand',
  'no-server': 'configure.obstacle.noServer',
  'not-listening-there': 'configure.obstacle.notListeningThere',
  busy: 'configure.obstacle.busy',
};

interface PlanRowProps {
  readonly device: DeviceSnapshot;
  readonly plan: SetupPlan;
  readonly fault: WorkerFault | null;
  readonly draft: SetupDraft;
  readonly onChange: (changes: Partial<SetupDraft>) => void;
}

/** One machine of the plan: its pools before and after, and what can be edited. */
export function PlanRow({ device, plan, fault, draft, onChange }: PlanRowProps) {
  const { t } = useTranslation();
  const { id, poolsNow, fallbacks, url, obstacle } = plan;
  const who = { name: deviceName(device), host: device.host };
  return (
    <tr>
      <td>
        <MachineName device={device} />
        {obstacle !== null && <p className={styles.obstacle}>{t(OBSTACLES[obstacle])}</p>}
      </td>
      <td>
        <PoolsNow pools={poolsNow} />
      </td>
      <td>
        <ul className={styles.pools}>
          <li>
            <code className="mono">{url}</code>
          </li>
          {draft.keepsOthers && fallbacks === null && (
            <li className="muted">{t('configure.pools.others')}</li>
          )}
          {draft.keepsOthers && fallbacks?.map((pool, index) => <Pool key={index} pool={pool} />)}
        </ul>
      </td>
      <td>
        <TextInput
          aria-label={t('configure.worker.label', who)}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          value={draft.workers[id] ?? plan.worker}
          error={fault === null ? null : t(FAULTS[fault])}
          onChange={(event) =>
            onChange({ workers: { ...draft.workers, [id]: event.currentTarget.value } })
          }
        />
      </td>
      <td>
        <MachinePassword
          label={t('configure.password.own.label', who)}
          isLabelHidden
          placeholder={t(
            device.hasPassword ? 'configure.password.kept' : 'configure.password.same',
          )}
          value={draft.passwords[id] ?? ''}
          onChange={(password) => onChange({ passwords: { ...draft.passwords, [id]: password } })}
        />
      </td>
    </tr>
  );
}

function PoolsNow({ pools }: { readonly pools: SetupPlan['poolsNow'] }) {
  const { t } = useTranslation();
  if (pools === null || pools.length === 0) {
    const text = pools === null ? 'configure.pools.unknown' : 'configure.pools.none';
    return <p className={`${styles.pools} muted`}>{t(text)}</p>;
  }
  return (
    <ul className={styles.pools}>
      {pools.map((pool, index) => (
        <Pool key={index} pool={pool} />
      ))}
    </ul>
  );
}

type ShownPool = NonNullable<SetupPlan['poolsNow']>[number];

function Pool({ pool: { url, user } }: { readonly pool: ShownPool }) {
  return (
    <li>
      <code className="mono">{url}</code>
      {user !== '' && <span>{user}</span>}
    </li>
  );
}
