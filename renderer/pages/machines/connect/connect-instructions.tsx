import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCopied } from '../../../components/controls/copy-text.tsx';
import { Button } from '../../../components/controls/button.tsx';
import { QrCode } from '../../../components/controls/qr-code.tsx';
import type { ConnectAddress, MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { freeListedName, freeRigName } from '../machine-order.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { openPage } from '../../../stores/view-store.ts';
import { hostOf, interfaceText, isOwnComputer } from '../../../wording/connect-hints.ts';
import styles from './connect.module.css';

const NOBODY: readonly MachineSnapshot[] = [];

interface ConnectWordsProps {
  readonly addresses: readonly ConnectAddress[] | null;
}

/** What to enter into the machine: address, user, password; the address for a camera too. */
export function ConnectWords({ addresses }: ConnectWordsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const address = addresses?.find(({ url }) => url === chosen) ?? addresses?.[0] ?? null;
  return (
    <section className={styles.words} aria-label="What to enter">
      <div className={styles.fields}>
        <Field name="Pool address" value={address?.url ?? null} what="address" isLarge>
          {address === null ? (
            <NoAddress isKnown={addresses !== null} />
          ) : (
            <Others addresses={addresses ?? []} chosen={address} onChoose={setChosen} />
          )}
        </Field>
        <User />
        <Password />
      </div>
      <div className={styles.camera}>
        {address !== null && (
          <>
            <QrCode text={address.url} label={`QR code of ${address.url}`} />
            <p className="muted">For your phone&rsquo;s camera</p>
          </>
        )}
      </div>
    </section>
  );
}

interface FieldProps {
  readonly name: string;
  /** The text to enter; null while it is not known. */
  readonly value: string | null;
  readonly what: string;
  readonly isLarge?: boolean;
  readonly children: ReactNode;
}

function Field({ name, value, what, isLarge, children }: FieldProps) {
  const [copied, copy] = useCopied();
  return (
    <div className={styles.field}>
      <h2>{name}</h2>
      <div>
        {value !== null && (
          <p className={styles.value} data-large={isLarge}>
            <code className="mono selectable">{value}</code>
            <Button
              size="small"
              icon={copied ? 'check' : 'copy'}
              aria-label={copied ? `${what} copied` : `Copy the ${what}`}
              onClick={() => copy(value)}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          </p>
        )}
        <div className={styles.sentence}>{children}</div>
      </div>
    </div>
  );
}

function NoAddress({ isKnown }: { readonly isKnown: boolean }) {
  const port = useSettingsStore((settings) => settings.config?.stratumPort ?? 0);
  if (!isKnown) return <p>Looking for this computer&rsquo;s addresses.</p>;
  return (
    <p>
      {port === 0
        ? 'A free port is chosen when mining starts; the address is shown then.'
        : 'This computer is in no network. Plug in a cable or join a Wi-Fi, and its address appears here.'}
    </p>
  );
}

interface OthersProps {
  readonly addresses: readonly ConnectAddress[];
  readonly chosen: ConnectAddress;
  readonly onChoose: (url: string) => void;
}

/** Which network the address is of, and the other ones to choose from. */
function Others({ addresses, chosen, onChoose }: OthersProps) {
  if (isOwnComputer(chosen)) {
    return (
      <p>
        Reached from this computer alone.{' '}
        <Button kind="quiet" size="small" onClick={() => openPage('settings', 'stratumInterface')}>
          Let others in
        </Button>
      </p>
    );
  }
  if (addresses.length === 1) return <p>{interfaceText(chosen)}</p>;
  return (
    <div className={styles.others} role="radiogroup" aria-label="Network of the machine">
      {addresses.map((address) => (
        <label key={address.url}>
          <input
            type="radio"
            name="connect-address"
            checked={address.url === chosen.url}
            onChange={() => onChoose(address.url)}
          />
          <span className="mono">{hostOf(address)}</span>
          {interfaceText(address)}
        </label>
      ))}
    </div>
  );
}

function User() {
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NOBODY);
  const config = useSettingsStore((settings) => settings.config);
  const allowed = config?.stratumAllowedRigs ?? [];
  const isListed = allowed.length > 0 && config?.stratumAskFirst === false;
  return (
    <Field
      name="User"
      value={isListed ? freeListedName(allowed, machines) : freeRigName(machines)}
      what="user"
    >
      <p>
        {isListed
          ? `A name of the list in Settings: ${allowed.slice(0, 5).join(', ')}${allowed.length > 5 ? ' …' : ''}`
          : 'Any short name, another one for each machine: it is listed by that. Rewards go to your key, whatever stands here.'}
      </p>
    </Field>
  );
}

function Password() {
  const password = useSettingsStore((settings) => settings.config?.stratumPassword ?? null);
  const hint = (
    <>
      With <code className="mono">,d=44</code> behind it, the machine gets shares of level 44.
    </>
  );
  return (
    <Field name="Password" value={password ?? 'x'} what="password">
      <p>
        {password === null ? 'Anything will do. ' : 'As set in Settings. '}
        {hint}
      </p>
    </Field>
  );
}
