import { restartMining } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { BehaviourGroup } from './groups/behaviour-group.tsx';
import { ConfigFilesGroup } from './groups/config-files-group.tsx';
import { MiningGroup } from './groups/mining-group.tsx';
import { NodeGroup } from './groups/node-group.tsx';
import { StratumGroup } from './groups/stratum-group.tsx';
import { RewardsGroup } from './groups/rewards-group.tsx';
import styles from './settings.module.css';

/** Settings, grouped by question. Each is saved by itself as soon as it is right. */
export function SettingsPage() {
  const config = useSettingsStore((settings) => settings.config);
  const preferences = useSettingsStore((settings) => settings.preferences);
  const version = useSettingsStore((settings) => settings.appVersion);
  if (config === null || preferences === null) return null;
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <h1>Settings</h1>
        <p className="muted">Changes are saved as you make them.</p>
        <Waiting />
        <RewardsGroup config={config} />
        <NodeGroup config={config} />
        <MiningGroup config={config} />
        <StratumGroup config={config} />
        <BehaviourGroup config={config} preferences={preferences} />
        <ConfigFilesGroup />
        <p className={styles.version}>Heddle {version}</p>
      </div>
    </div>
  );
}

function Waiting() {
  const waits = useSettingsStore((settings) => settings.waitsForStart);
  return (
    <div role="status">
      {waits && (
        <div className={styles.waiting}>
          <p>Mining goes on with the settings it was started with.</p>
          <Button size="small" onClick={() => void restartMining()}>
            Restart mining with the new ones
          </Button>
        </div>
      )}
    </div>
  );
}
