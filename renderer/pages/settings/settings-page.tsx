import { Button } from '../../components/controls/button.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { searchSettings } from '../../stores/view-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { BehaviourGroup } from './groups/behaviour-group.tsx';
import { ConfigFilesGroup } from './groups/config-files-group.tsx';
import { MiningGroup } from './groups/mining-group.tsx';
import { NodeGroup } from './groups/node-group.tsx';
import { ReadingsGroup } from './groups/readings-group.tsx';
import { StratumGroup } from './groups/stratum-group.tsx';
import { NoticesGroup } from './groups/notices/notices-group.tsx';
import { RestsGroup } from './groups/rests/rests-group.tsx';
import { RewardsGroup } from './groups/rewards-group.tsx';
import { InTurn } from './in-turn.tsx';
import styles from './settings.module.css';
import { WaitingBar } from './waiting-bar.tsx';

/** Groups that fill a window of the usual height. */
const AT_ONCE = 2;

/** Settings, grouped by question. Each is saved by itself as soon as it is right. */
export function SettingsPage() {
  const config = useSettingsStore((settings) => settings.config);
  const preferences = useSettingsStore((settings) => settings.preferences);
  const version = useSettingsStore((settings) => settings.appVersion);
  const { t } = useTranslation();
  if (config === null || preferences === null) return null;
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <div className={styles.head}>
          <h1>{t('settings.title')}</h1>
          <Button icon="search" onClick={searchSettings}>
            {t('settings.search')}
          </Button>
        </div>
        <WaitingBar />
        <InTurn atOnce={AT_ONCE}>
          <RewardsGroup />
          <NodeGroup />
          <MiningGroup />
          <RestsGroup />
          <StratumGroup />
          <ReadingsGroup />
          <NoticesGroup preferences={preferences} />
          <BehaviourGroup preferences={preferences} />
          <ConfigFilesGroup />
          <p className={styles.version}>{t('settings.version', { version })}</p>
        </InTurn>
      </div>
    </div>
  );
}
