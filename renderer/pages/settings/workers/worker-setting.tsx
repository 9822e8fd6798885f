import { Choices } from '../../../components/controls/choices.tsx';
import { useGraphicsCards } from '../../../components/controls/use-graphics-cards.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { chosenWorker } from '../../../wording/settings/chosen-worker.ts';
import {
  WORKER_CHOICES,
  isForTesting,
  workersOf,
  workerText,
} from '../../../wording/settings/worker-kinds.ts';
import type { WorkerKind } from '../../../wording/settings/worker-kinds.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { useConfig, useSetting } from '../fields/use-setting.ts';
import styles from './worker-setting.module.css';

/** What mines: every kind of worker that works here, those for testing folded away. */
export function WorkerSetting() {
  const translation = useTranslation();
  const { defaultValue, row, save } = useSetting('worker');
  const config = useConfig();
  const [value = defaultValue] = workersOf(config);
  const difficulty = useSetting('stratumDifficulty');
  const origins = useSettingFactsStore((store) => store.origins);
  const choose = (worker: WorkerKind): void =>
    void save(chosenWorker(worker, config, difficulty.defaultValue, origins));
  const forTesting = WORKER_CHOICES.filter(isForTesting);
  const hasCard = useGraphicsCards().length > 0;
  const forMining = WORKER_CHOICES.filter(
    (kind) => !isForTesting(kind) && (kind !== 'gpu' || hasCard || value === 'gpu'),
  );
  return (
    <SettingRow
      {...row}
      namesControl={false}
      defaultText={workerText(translation, defaultValue).title}
    >
      <div id="setting-worker" role="radiogroup" aria-label={row.label} tabIndex={-1}>
        <Kinds kinds={forMining} chosen={value} onChoose={choose} />
        <details className={styles.testing} open={isForTesting(value) || undefined}>
          <summary>{translation.t('settings.worker.testing')}</summary>
          <Kinds kinds={forTesting} chosen={value} onChoose={choose} />
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
    <Choices
      name="worker"
      layout="rows"
      value={chosen}
      choices={kinds.map((value) => ({ value, ...workerText(translation, value) }))}
      onChoose={onChoose}
    />
  );
}
