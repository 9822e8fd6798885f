import { openGuidePage } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { lookForUpdate } from '../../../components/program/look-for-update.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useUpdateStore } from '../../../stores/update-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import styles from '../settings.module.css';

const IDLE = { status: 'idle', refusal: null } as const;

/** Looks for a newer version now. */
export function UpdateCheck() {
  const { t } = useTranslation();
  const version = useSettingsStore((settings) => settings.appVersion);
  const hasPage = useSettingsStore((settings) => settings.hasReleasePage);
  const { isLooking, latest } = useUpdateStore();
  return (
    <SettingRow
      name="checkNow"
      label={t('settings.updates')}
      about={t(hasPage ? 'settings.updates.about' : 'settings.updates.nowhere', { version })}
      applies={null}
      state={IDLE}
      namesControl={false}
    >
      <div className={styles.inline}>
        <Button
          id="setting-checkNow"
          busy={isLooking}
          disabled={!hasPage}
          onClick={() => void lookForUpdate()}
        >
          {t(isLooking ? 'settings.updates.checking' : 'settings.updates.check')}
        </Button>
        {latest?.isNewer === true && (
          <Button onClick={() => void openGuidePage({ page: 'newVersion' })}>
            {t('settings.updates.openPage')}
          </Button>
        )}
      </div>
      <Answer />
    </SettingRow>
  );
}

function Answer() {
  const translation = useTranslation();
  const { t } = translation;
  const { latest, refusal } = useUpdateStore();
  return (
    <div role="status" className={styles.answer}>
      {refusal !== null && <p className={styles.refusal}>{failureText(translation, refusal)}</p>}
      {refusal === null && latest !== null && (
        <p>
          {latest.isNewer
            ? t('settings.updates.newer', { version: latest.version })
            : t('settings.updates.newest', { version: latest.version })}
        </p>
      )}
    </div>
  );
}
