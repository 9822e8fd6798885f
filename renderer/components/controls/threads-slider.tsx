import { Slider } from '@mantine/core';
import styles from './threads-slider.module.css';

interface ThreadsSliderProps {
  readonly cores: number;
  readonly value: number;
  readonly onChange: (threads: number) => void;
  /** Called when the hand lets go. */
  readonly onChangeEnd?: (threads: number) => void;
}

/** How many of the computer's cores mine. */
export function ThreadsSlider({ cores, value, onChange, onChangeEnd }: ThreadsSliderProps) {
  const most = Math.max(cores, value);
  return (
    <div className={styles.threads}>
      <Slider
        className={styles.slider ?? ''}
        thumbLabel="Threads"
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
      <output className={styles.count}>
        {value} of {cores} {cores === 1 ? 'core' : 'cores'}
      </output>
    </div>
  );
}
