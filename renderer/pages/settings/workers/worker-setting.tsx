import { SeveralChoices } from '../../../components/controls/choices.tsx';
import { useGraphicsCards } from '../../../components/controls/use-graphics-cards.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { chosenWorkers } from '../../../wording/settings/chosen-workers.ts';
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
  const set = useSetting('workers');
  const config = useConfig();
  const chosen = workersOf(config);
  const difficulty = useSetting('stratumDifficulty');
  const origins = useSettingFactsStore((store) => store.origins);
  const choose = (kinds: readonly WorkerKind[]): void =>
    void save(chosenWorkers(kinds, config, difficulty.defaultValue, origins));
  const forTesting = WORKER_CHOICES.filter(isForTesting);
  const hasCard = useGraphicsCards().length > 0;
  const forMining = WORKER_CHOICES.filter(
    (kind) => !isForTesting(kind) && (kind !== 'gpu' || hasCard || chosen.includes('gpu')),
  );
  return (
    <SettingRow
      {...row}
      origin={set.value.length === 0 ? row.origin : set.row.origin}
      namesControl={false}
      defaultText={workerText(translation, defaultValue).title}
    >
      <div id="setting-worker" role="group" aria-label={row.label} tabIndex={-1}>
        <Kinds kinds={forMining} chosen={chosen} onChange={choose} />
        <details className={styles.testing} open={chosen.some(isForTesting) || undefined}>
          <summary>{translation.t('settings.worker.testing')}</summary>
          <Kinds kinds={forTesting} chosen={chosen} onChange={choose} />
        </details>
      </div>
    </SettingRow>
  );
}

interface KindsProps {
  readonly kinds: readonly WorkerKind[];
  readonly chosen: readonly WorkerKind[];
  readonly onChange: (kinds: readonly WorkerKind[]) => void;
}

function Kinds({ kinds, chosen, onChange }: KindsProps) {
  const translation = useTranslation();
  return (
    <SeveralChoices
      name="worker"
      layout="rows"
      values={chosen}
      atLeastOne={translation.t('settings.worker.atLeastOne')}
      choices={kinds.map((value) => ({ value, ...workerText(translation, value) }))}
      onChange={onChange}
    />
  );
}
