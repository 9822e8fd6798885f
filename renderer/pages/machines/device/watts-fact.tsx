import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { setMachineWatts } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { UNKNOWN, countText } from '../../../wording/figures/si-number.ts';
import styles from './device.module.css';
import { readWatts } from './read-watts.ts';

/** The power of a machine: as rated, or as the user measured it. */
export function WattsFact({ device }: { readonly device: DeviceSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const limits = useSettingsStore((settings) => settings.measuredWatts);
  const [typed, setTyped] = useState<string | null>(null);
  const { id, watts, nameplate } = device;
  if (typed === null) {
    const label = nameplate === null ? null : countText(translation, nameplate.watts);
    return (
      <span className={styles.watts}>
        {watts !== null
          ? t('devices.fact.watts.user', { watts: countText(translation, watts) })
          : label === null
            ? UNKNOWN
            : t('devices.fact.watts.nameplate', { watts: label })}
        <Button kind="quiet" size="small" onClick={() => setTyped(String(watts ?? ''))}>
          {t('devices.fact.watts.change')}
        </Button>
      </span>
    );
  }
  const read = readWatts(typed, limits);
  const save = (): void => {
    if (!read.ok) return;
    void setMachineWatts({ id, watts: read.watts });
    setTyped(null);
  };
  return (
    <form
      className={styles.wattsForm}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput
        aria-label={t('devices.fact.watts.field')}
        size="xs"
        autoFocus
        rightSection="W"
        value={typed}
        error={read.ok ? null : t('devices.fact.watts.wrong', limits)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          setTyped(null);
        }}
      />
      <Button type="submit" size="small" disabled={!read.ok}>
        {t('devices.fact.watts.save')}
      </Button>
    </form>
  );
}
