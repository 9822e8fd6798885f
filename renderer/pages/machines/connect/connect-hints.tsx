import { CopyButton } from '../../../components/controls/copy-button.tsx';
import type { ConnectAddress } from '../../../../contract/screen-contract.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { portOf } from '../../../wording/machines/connect-address.ts';
import { connectHints } from '../../../wording/machines/connect-hints.ts';
import styles from './connect.module.css';

interface ConnectHintsProps {
  readonly addresses: readonly ConnectAddress[] | null;
}

/** What may be in the way of a machine. */
export function ConnectHints({ addresses }: ConnectHintsProps) {
  const translation = useTranslation();
  const platform = useSettingsStore((settings) => settings.platform);
  const [address] = addresses ?? [];
  const hints = connectHints(translation, {
    platform,
    port: address === undefined ? null : portOf(address),
    hasVirtual: addresses?.some(({ isVirtual }) => isVirtual) ?? false,
  });
  return (
    <ul className={styles.hints}>
      {hints.map(({ title, text, command }) => (
        <li key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
          {command !== null && (
            <p className={styles.command}>
              <code className="mono selectable">{command}</code>
              <CopyButton text={command} label={translation.t('connect.hint.copyCommand')} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
