import { Slider } from '@mantine/core';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './slider.module.css';

interface ThreadsSliderProps {
  readonly cores: number;
  readonly value: number;
  readonly onChange: (threads: number) => void;
  /** Called when the thumb is released. */
  readonly onChangeEnd?: (threads: number) => void;
}

/** How many of the computer's cores mine. */
export function ThreadsSlider({ cores, value, onChange, onChangeEnd }: ThreadsSliderProps) {
  const { t } = useTranslation();
  const most = Math.max(cores, value);
  return (
    <div className={styles.threads}>
      <Slider
        className={styles.slider ?? ''}
        thumbLabel={t('units.threads')}
        min={1}
        max={Math.max(2, most)}
        value={value}
        onChange={(threads) => onChange(Math.min(threads, most))}
        {...(onChangeEnd && {
          onChangeEnd: (threads: number) => onChangeEnd(Math.min(threads, most)),
        })}
        label={null}
        disabled={most === 1}
      />
      <output className={styles.count}>{t('units.cores', { threads: value, cores })}</output>
    </div>
  );
}
