import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { settingLabel } from '../../../wording/settings/setting-texts.ts';
import styles from './config-files.module.css';

/** A setting of a file: what it is called in Settings, if it is there, and its key in the file. */
export function FileSettingName({ name }: { readonly name: keyof MinerConfig }) {
  const { t } = useTranslation();
  const label = settingLabel(name);
  return (
    <>
      {label !== undefined && <span className={styles.label}>{t(label)}</span>}
      <code className={styles.key}>{name}</code>
    </>
  );
}
