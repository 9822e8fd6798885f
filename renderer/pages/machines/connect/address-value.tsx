import { Button } from '../../../components/controls/button.tsx';
import type { ConnectAddress } from '../../../../contract/screen-contract.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { openPage } from '../../../stores/view-store.ts';
import { hostOf, interfaceText, isOwnComputer } from '../../../wording/machines/connect-address.ts';
import { ConnectValue } from './connect-value.tsx';
import styles from './connect.module.css';

interface AddressValueProps {
  /** Null while it is not known. */
  readonly addresses: readonly ConnectAddress[] | null;
  /** Null where there is none. */
  readonly chosen: ConnectAddress | null;
  readonly onChoose: (url: string) => void;
}

/** The pool address; one for each network that this computer is on. */
export function AddressValue({ addresses, chosen, onChoose }: AddressValueProps) {
  const { t } = useTranslation();
  return (
    <ConnectValue
      name={t('connect.address')}
      value={chosen?.url ?? null}
      copyLabel={t('connect.address.copy')}
      isLarge
    >
      {chosen === null ? (
        <NoAddress isKnown={addresses !== null} />
      ) : (
        <Networks addresses={addresses ?? []} chosen={chosen} onChoose={onChoose} />
      )}
    </ConnectValue>
  );
}

function NoAddress({ isKnown }: { readonly isKnown: boolean }) {
  const { t } = useTranslation();
  const isAnyPort = useSettingsStore((settings) => (settings.config?.stratumPort ?? 0) === 0);
  if (!isKnown) return <p>{t('connect.address.searching')}</p>;
  return <p>{isAnyPort ? t('connect.address.anyPort') : t('connect.address.noNetwork')}</p>;
}

interface NetworksProps {
  readonly addresses: readonly ConnectAddress[];
  readonly chosen: ConnectAddress;
  readonly onChoose: (url: string) => void;
}

/** Which network the address is of, and the other ones to choose from. */
function Networks({ addresses, chosen, onChoose }: NetworksProps) {
  const translation = useTranslation();
  const { t } = translation;
  if (isOwnComputer(chosen)) {
    return (
      <p className={styles.only}>
        {t('connect.address.thisComputerOnly')}
        <Button kind="quiet" size="small" onClick={() => openPage('settings', 'stratumInterface')}>
          {t('connect.address.letOthersIn')}
        </Button>
      </p>
    );
  }
  if (addresses.length === 1) return <p>{interfaceText(translation, chosen)}</p>;
  return (
    <div className={styles.networks} role="radiogroup" aria-label={t('connect.address.network')}>
      {addresses.map((address) => (
        <label key={address.url}>
          <input
            type="radio"
            name="connect-address"
            checked={address.url === chosen.url}
            onChange={() => onChoose(address.url)}
          />
          <span className="mono">{hostOf(address)}</span>
          {interfaceText(translation, address)}
        </label>
      ))}
    </div>
  );
}
