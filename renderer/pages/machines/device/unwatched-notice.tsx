import { useState } from 'react';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { readMachine } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useClockStore } from '../../../stores/clock-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { agoText } from '../../../wording/figures/moments.ts';
import styles from './device.module.css';

/** While machines are not watched: how old the figures of this one are, and a way to newer ones. */
export function UnwatchedNotice({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const isWatching = useIsWatching();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const [isReading, setReading] = useState(false);
  if (isWatching) return null;
  const { id, reading } = device;
  const read = async (): Promise<void> => {
    setReading(true);
    await readMachine({ id });
    setReading(false);
  };
  return (
    <div className={styles.notice} data-tone="calm" role="status">
      <p className="selectable">
        <strong>{t('devices.unwatched')}</strong>{' '}
        {reading !== null &&
          t('devices.unwatched.lastRead', { ago: agoText(translation, reading.atMs, nowMs) })}
      </p>
      <Button size="small" disabled={isReading} onClick={() => void read()}>
        {t(isReading ? 'devices.unwatched.reading' : 'devices.unwatched.readNow')}
      </Button>
    </div>
  );
}
