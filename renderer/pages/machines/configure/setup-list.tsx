import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { Panel } from '../../../components/display/panel.tsx';
import { SetupProgress } from '../../../components/machines/setup-progress.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import styles from './configure.module.css';

interface SetupListProps {
  readonly machines: readonly DeviceSnapshot[];
  readonly onTryAgain: (device: DeviceSnapshot) => void;
  readonly onPutBack: (device: DeviceSnapshot) => void;
}

/** The machines that are being worked on, or were: each with its steps. */
export function SetupList({ machines, onTryAgain, onPutBack }: SetupListProps) {
  const { t } = useTranslation();
  if (machines.length === 0) return null;
  return (
    <Panel title={t('configure.progress')}>
      <ul className={styles.rows} aria-label={t('configure.progress')}>
        {machines.map((device) => (
          <li key={device.id}>
            <MachineName device={device} worker={device.setup?.worker ?? null} />
            {device.setup === null ? (
              <p className="muted">{t('configure.waits')}</p>
            ) : (
              <SetupProgress
                setup={device.setup}
                hadNoPool={device.hadNoPool}
                onTryAgain={() => onTryAgain(device)}
                onPutBack={() => onPutBack(device)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface MachineNameProps {
  readonly device: DeviceSnapshot;
  readonly worker?: string | null;
}

/** Model and address of a machine, and the name it gets. */
export function MachineName({ device, worker = null }: MachineNameProps) {
  const name = deviceName(device);
  return (
    <div className={styles.machine}>
      <strong title={name}>{name}</strong>
      <span>
        <span className="mono">{device.host}</span>
        {worker !== null && ` · ${worker}`}
      </span>
    </div>
  );
}
