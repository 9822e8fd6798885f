import { CopyText } from '../../../components/controls/copy-text.tsx';
import type { ConnectAddress } from '../../../../contract/screen-contract.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { MACHINE_HINTS, firewallHint, portOf, vpnHint } from '../../../wording/connect-hints.ts';
import styles from './connect.module.css';

/** What may be in the way of a machine. */
export function ConnectHints({
  addresses,
}: {
  readonly addresses: readonly ConnectAddress[] | null;
}) {
  const platform = useSettingsStore((settings) => settings.platform);
  const hasVirtual = addresses?.some(({ isVirtual }) => isVirtual) ?? false;
  const hints = [firewallHint(platform, portOf(addresses)), vpnHint(hasVirtual), ...MACHINE_HINTS];
  return (
    <ul className={styles.hints}>
      {hints.map(({ title, words, command }) => (
        <li key={title}>
          <h3>{title}</h3>
          <p>{words}</p>
          {command !== null && (
            <CopyText text={command} title={command} label={(shown) => `Copy command ${shown}`} />
          )}
        </li>
      ))}
    </ul>
  );
}
