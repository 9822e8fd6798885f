import { Button } from '../../components/controls/button.tsx';
import { Shape } from '../../components/display/shape.tsx';
import { applyFix } from '../../components/problems/apply-fix.ts';
import { useMachineTroubles } from '../../components/machines/use-machine-troubles.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useIsPractice } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { miningVerdict } from '../../wording/verdict/mining-verdict.ts';
import styles from './home.module.css';

const SHAPES = {
  good: <path d="m2.5 6.5 2.5 2.5 4.5-6" />,
  calm: <circle cx="6" cy="6" r="4" />,
  warn: <path d="M6 1.5 11 10.5H1zM6 5v2.5" />,
  bad: <path d="m3 3 6 6m0-6-6 6" />,
} as const;

/** Is all well? In a sentence, with a way to what needs attention. */
export function VerdictLine() {
  const translation = useTranslation();
  const snapshot = useMinerStore((miner) => miner.calm);
  const practice = useIsPractice();
  const machines = useMachineTroubles();
  if (snapshot === null) return null;
  const { tone, text, look } = miningVerdict(translation, snapshot, machines, practice);
  return (
    <div className={styles.verdict} data-testid="verdict">
      <Shape tone={tone}>{SHAPES[tone]}</Shape>
      <p>{text}</p>
      {look !== null && (
        <Button size="small" kind="quiet" onClick={() => applyFix(look)}>
          {translation.t('verdict.look')}
        </Button>
      )}
    </div>
  );
}
