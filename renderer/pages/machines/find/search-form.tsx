import { Checkbox, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Failure, MinerSnapshot, SearchRange } from '../../../../contract/screen-contract.ts';
import { cancelFinding, findMachines, getSearchRanges } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import styles from './find.module.css';
import { SearchProgress, SearchState } from './search-progress.tsx';
import { wantedRanges } from './wanted-ranges.ts';

interface SearchFormProps {
  readonly search: MinerSnapshot['deviceSearch'];
}

/** Networks to tick, a range to type, and the button that starts the search. */
export function SearchForm({ search }: SearchFormProps) {
  const translation = useTranslation();
  const { t } = translation;
  const ranges = useSearchRanges();
  const [unlike, setUnlike] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const isRunning = search?.isRunning === true;
  const wanted = wantedRanges(ranges ?? [], unlike, typed);

  const start = async (): Promise<void> => {
    const outcome = await findMachines({ ranges: wanted });
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  const toggle = (range: string): void =>
    setUnlike((before) => {
      const after = new Set(before);
      if (!after.delete(range)) after.add(range);
      return after;
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning && wanted.length > 0) void start();
      }}
    >
      <div className={styles.networks}>
        {ranges?.length === 0 && <p className="muted">{t('find.noNetwork')}</p>}
        {ranges?.map(({ range, interfaceName, addresses, isVirtual }) => (
          <Checkbox
            key={range}
            label={<span className="mono">{range}</span>}
            description={t(isVirtual ? 'find.network.virtual' : 'find.network', {
              name: interfaceName,
              count: addresses,
            })}
            checked={isVirtual === unlike.has(range)}
            disabled={isRunning}
            onChange={() => toggle(range)}
          />
        ))}
      </div>
      <TextInput
        label={t('find.otherRange')}
        description={t('find.otherRange.about')}
        classNames={{ input: 'mono' }}
        spellCheck={false}
        value={typed}
        disabled={isRunning}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.search}>
        {isRunning ? (
          <Button icon="stop" onClick={() => void cancelFinding()}>
            {t('find.cancel')}
          </Button>
        ) : (
          <Button
            type="submit"
            kind={search === null ? 'main' : 'plain'}
            icon="search"
            disabled={wanted.length === 0}
          >
            {t(search === null ? 'find.start' : 'find.again')}
          </Button>
        )}
        {refusal === null ? (
          search !== null && <SearchState search={search} />
        ) : (
          <p role="alert" data-bad="">
            {failureText(translation, refusal)}
          </p>
        )}
      </div>
      {isRunning && <SearchProgress search={search} />}
    </form>
  );
}

/** The networks of this computer; null until they are known. */
function useSearchRanges(): readonly SearchRange[] | null {
  const [ranges, setRanges] = useState<readonly SearchRange[] | null>(null);
  useEffect(() => {
    let isOver = false;
    void getSearchRanges().then((found) => {
      if (!isOver) setRanges(found);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return ranges;
}
