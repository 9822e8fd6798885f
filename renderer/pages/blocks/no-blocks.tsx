import { useTranslation } from '../../stores/use-translation.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { aboutText } from '../../wording/durations.ts';
import { UNKNOWN } from '../../wording/si-number.ts';
import styles from './blocks.module.css';

/** Before the first block. */
export function NoBlocks() {
  const translation = useTranslation();
  const mines = useMinerStore((miner) => miner.calm !== null && miner.calm.phase !== 'stopped');
  const expected = useMinerStore((miner) =>
    aboutText(translation, miner.calm?.expectedSecondsToBlock ?? null),
  );
  return (
    <div className={styles.empty}>
      <h2>No block yet</h2>
      <p className="muted">
        {mines
          ? `Every hash is a try. The first one is expected in ${expected === UNKNOWN ? 'a while' : expected}.`
          : 'Start mining: the blocks you find are listed here, with what became of each.'}
      </p>
    </div>
  );
}
