import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { ChartFile, Outcome } from '../../../../contract/screen-contract.ts';
import { saveChart } from '../../../bridge.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { Button } from '../../controls/button.tsx';
import styles from './save-menu.module.css';

interface SaveMenuProps {
  readonly name: ChartFile['name'];
  /** There is nothing to save. */
  readonly isEmpty: boolean;
  readonly csv: () => string;
  /** In base64; null while the chart is shown as a table. */
  readonly png: (() => string) | null;
}

/** Saves what a chart shows, as values or as a picture. */
export function SaveMenu({ name, isEmpty, csv, png }: SaveMenuProps) {
  const translation = useTranslation();
  const { t } = translation;
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const save = async (file: ChartFile): Promise<void> => {
    setSaving(true);
    try {
      setOutcome(await saveChart(file));
    } finally {
      setSaving(false);
    }
  };
  const isSaved = outcome?.ok === true;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            kind="quiet"
            size="small"
            icon={isSaved ? 'check' : 'down'}
            busy={isSaving}
            disabled={isEmpty}
          >
            {t('charts.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save({ name, format: 'csv', content: csv() })}>
            {t('charts.export.csv')}
          </Menu.Item>
          <Menu.Item
            disabled={png === null}
            onClick={() => png !== null && void save({ name, format: 'png', content: png() })}
          >
            {t('charts.export.png')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={outcome?.ok === false ? styles.failure : 'unseen'} role="status">
        {outcome !== null &&
          (outcome.ok ? t('charts.export.saved') : failureText(translation, outcome.failure))}
      </span>
    </>
  );
}
