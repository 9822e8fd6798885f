import { useState } from 'react';
import { QrCode } from '../../../components/display/qr-code.tsx';
import type { ConnectAddress } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { AddressValue } from './address-value.tsx';
import styles from './connect.module.css';
import { PasswordValue, UserValue } from './login-values.tsx';

interface ConnectValuesProps {
  /** Where machines reach this computer; null while it is not known. */
  readonly addresses: readonly ConnectAddress[] | null;
}

/** What to enter into the machine: address, user, password; the address for a camera too. */
export function ConnectValues({ addresses }: ConnectValuesProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const address = addresses?.find(({ url }) => url === chosen) ?? addresses?.[0] ?? null;
  return (
    <section className={styles.values} aria-label={t('connect.values')}>
      <div className={styles.fields}>
        <AddressValue addresses={addresses} chosen={address} onChoose={setChosen} />
        <UserValue />
        <PasswordValue />
      </div>
      <div className={styles.camera}>
        {address !== null && (
          <>
            <QrCode text={address.url} label={t('connect.address.qr', { address: address.url })} />
            <p className="muted">{t('connect.address.camera')}</p>
          </>
        )}
      </div>
    </section>
  );
}
