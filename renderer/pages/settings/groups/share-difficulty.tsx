import type { MessageId } from '../../../../messages/catalogues.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceRow } from '../fields/choice-row.tsx';
import { numberInUnit, readNumber, shownNumber, unitOf } from '../reading/read-number.ts';
import type { NumberFacts } from '../reading/read-number.ts';
import { difficultyParts, difficultySetting } from './share-difficulty-parts.ts';
import type { DifficultyParts } from './share-difficulty-parts.ts';
import { TypedRow } from '../fields/typed-row.tsx';
import { useSetting } from '../fields/use-setting.ts';

const ABOUTS: Readonly<Record<DifficultyParts['mode'], MessageId>> = {
  block: 'settings.stratumDifficulty.blockAbout',
  period: 'settings.stratumDifficulty.periodAbout',
  level: 'settings.stratumDifficulty.levelAbout',
};

/** What machines report, and how often or how hard. */
export function ShareDifficulty() {
  const { t } = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting('stratumDifficulty');
  const { period } = facts;
  if (period === null) throw new Error('the share difficulty has no period');
  const parts = difficultyParts(value, period.default);
  return (
    <>
      <ChoiceRow
        row={{ ...row, about: t(ABOUTS[parts.mode]) }}
        value={parts.mode}
        defaultValue={difficultyParts(defaultValue, period.default).mode}
        choices={{
          block: t('settings.stratumDifficulty.block'),
          period: t('settings.stratumDifficulty.period'),
          level: t('settings.stratumDifficulty.level'),
        }}
        onChoose={(mode) => void save({ stratumDifficulty: difficultySetting({ ...parts, mode }) })}
      />
      {parts.mode === 'period' && (
        <PartOfDifficulty
          name="stratumPeriod"
          label={t('settings.stratumPeriod')}
          about={t('settings.stratumPeriod.about')}
          parts={parts}
          part="seconds"
          facts={{ ...period, unit: 'seconds', integer: false }}
          defaultValue={period.default}
        />
      )}
      {parts.mode === 'level' && (
        <PartOfDifficulty
          name="stratumLevel"
          label={t('settings.stratumLevel')}
          about={t('settings.stratumLevel.about')}
          parts={parts}
          part="level"
          facts={facts}
        />
      )}
    </>
  );
}

interface PartOfDifficultyProps {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly parts: DifficultyParts;
  readonly part: 'seconds' | 'level';
  readonly facts: NumberFacts;
  /** What the number is where the mode alone was chosen. */
  readonly defaultValue?: number;
}

/** The number of a mode. */
function PartOfDifficulty(props: PartOfDifficultyProps) {
  const { name, label, about, parts, part, facts, defaultValue } = props;
  const translation = useTranslation();
  const { row, save } = useSetting('stratumDifficulty');
  const value = parts[part];
  const unit = unitOf(facts);
  return (
    <TypedRow
      row={{ ...row, name, label, about, origin: value === defaultValue ? null : row.origin }}
      {...(defaultValue !== undefined && {
        defaultText: numberInUnit(translation, defaultValue, facts),
      })}
      saved={shownNumber(translation, value, facts)}
      read={(text) => {
        const typed = readNumber(translation, text, facts);
        if (!typed.ok) return typed;
        const stratumDifficulty = difficultySetting({ ...parts, [part]: typed.value });
        return { ok: true, changes: { stratumDifficulty } };
      }}
      save={save}
      unit={unit}
    />
  );
}
