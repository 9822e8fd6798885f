import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { WORKER_CHOICES, isForTesting, workerText } from '../../../wording/worker-kinds.ts';
import type { WorkerKind } from '../../../wording/worker-kinds.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { useSaveConfig } from '../fields/use-save.ts';
import styles from './worker-setting.module.css';

/** What mines: every kind of worker that there is, those for testing folded away. */
export function WorkerSetting({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const choose = (worker: WorkerKind): void => void save({ worker });
  const forTesting = WORKER_CHOICES.filter(isForTesting);
  const forMining = WORKER_CHOICES.filter((kind) => !isForTesting(kind));
  return (
    <SettingRow
      name="worker"
      label="Mines with"
      namesControl={false}
      sentence="One of them at a time."
      defaultText="ASICs over the network"
      applies="next start"
      state={state}
    >
      <div id="setting-worker" role="radiogroup" aria-label="Mines with" tabIndex={-1}>
        <Kinds kinds={forMining} chosen={config.worker} onChoose={choose} />
        <details className={styles.testing} open={isForTesting(config.worker) || undefined}>
          <summary>For testing</summary>
          <Kinds kinds={forTesting} chosen={config.worker} onChoose={choose} />
        </details>
      </div>
    </SettingRow>
  );
}

interface KindsProps {
  readonly kinds: readonly WorkerKind[];
  readonly chosen: WorkerKind;
  readonly onChoose: (kind: WorkerKind) => void;
}

function Kinds({ kinds, chosen, onChoose }: KindsProps) {
  const translation = useTranslation();
  return (
    <div className={styles.kinds}>
      {kinds.map((kind) => (
        <label key={kind} className={styles.kind}>
          <input
            type="radio"
            name="worker"
            value={kind}
            checked={kind === chosen}
            onChange={() => onChoose(kind)}
          />
          <span>
            <strong>{workerText(translation, kind).title}</strong>
            <span className="muted">{workerText(translation, kind).text}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
