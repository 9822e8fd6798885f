import { Button } from '../../components/controls/button.tsx';
import { Shape } from '../../components/display/shape.tsx';
import { applyFix } from '../../components/problems/apply-fix.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { Check, Verdict } from '../../../contract/screen-contract.ts';
import { checkName, VERDICT_NAMES } from '../../wording/diagnosis/check-names.ts';
import type { CheckRow } from '../../wording/diagnosis/check-rows.ts';
import { checkText } from '../../wording/diagnosis/check-text.ts';
import styles from './diagnosis.module.css';

type Mark = Verdict | 'pending';

const TONES = { ok: 'good', warn: 'warn', fail: 'bad', skipped: 'calm', pending: 'calm' } as const;

const SHAPES: Readonly<Record<Mark, React.ReactNode>> = {
  ok: <path d="m2 6.5 2.7 2.7L10 3.5" />,
  warn: <path d="M6 1.5 11 10.5H1zM6 5v2.5" />,
  fail: <path d="m3 3 6 6m0-6-6 6" />,
  skipped: <path d="M3 6h6" />,
  pending: <circle cx="6" cy="6" r="4" strokeDasharray="2 1.6" />,
};

/** One check: its verdict, its name, what it found and what to do. */
export function CheckRowView({ row: { kind, check } }: { readonly row: CheckRow }) {
  const { t } = useTranslation();
  const mark: Mark = check?.verdict ?? 'pending';
  return (
    <li className={styles.row} data-verdict={mark}>
      <span className={styles.verdict}>
        <Shape tone={TONES[mark]}>{SHAPES[mark]}</Shape>
        {t(VERDICT_NAMES[mark])}
      </span>
      <strong className={styles.name}>{t(checkName(check ?? { kind }))}</strong>
      <div className={styles.found}>{check !== null && <Found check={check} />}</div>
    </li>
  );
}

function Found({ check }: { readonly check: Check }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => Math.floor(clock.nowMs / 10_000) * 10_000);
  const { says, advice, fix } = checkText(translation, check, nowMs);
  return (
    <>
      <p className="selectable">{says}</p>
      {advice !== null && <p className="selectable muted">{advice}</p>}
      {fix !== null && (
        <Button size="small" onClick={() => applyFix(fix.action)}>
          {fix.button}
        </Button>
      )}
    </>
  );
}
