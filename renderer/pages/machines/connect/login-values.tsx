import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { freeListedName, freeRigName } from '../machine-order.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ConnectValue } from './connect-value.tsx';

const NO_MACHINES: readonly MachineSnapshot[] = [];
const NO_NAMES: readonly string[] = [];
/** Of the allowed names: more would fill the panel. */
const NAMES_SHOWN = 5;

/** A user name that no machine has yet; one of the allowed names where others are refused. */
export function UserValue() {
  const { t, list } = useTranslation();
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_MACHINES);
  const allowed = useSettingsStore((settings) =>
    settings.config?.stratumAskFirst === false ? settings.config.stratumAllowedRigs : NO_NAMES,
  );
  const names = list(allowed.slice(0, NAMES_SHOWN));
  const isFree = allowed.length === 0;
  return (
    <ConnectValue
      name={t('connect.user')}
      value={isFree ? freeRigName(machines) : freeListedName(allowed, machines)}
      copyLabel={t('connect.user.copy')}
    >
      <p>
        {isFree
          ? t('connect.user.free')
          : allowed.length > NAMES_SHOWN
            ? t('connect.user.allowedSome', { names })
            : t('connect.user.allowed', { names })}
      </p>
    </ConnectValue>
  );
}

/** What to enter if no password is set: machines require one. */
const ANY_PASSWORD = 'x';

/** The password that machines must send, or one to type where any will do. */
export function PasswordValue() {
  const { t } = useTranslation();
  const password = useSettingsStore((settings) => settings.config?.stratumPassword ?? null);
  return (
    <ConnectValue
      name={t('connect.password')}
      value={password ?? ANY_PASSWORD}
      copyLabel={t('connect.password.copy')}
    >
      <p>{password === null ? t('connect.password.any') : t('connect.password.set')}</p>
    </ConnectValue>
  );
}
