import { Slider } from '@mantine/core';
import styles from './threads-slider.module.css';

interface ShareSliderProps {
  readonly label: string;
  /** The least part. */
  readonly min: number;
  /** min … 1 */
  readonly value: number;
  readonly onChange: (share: number) => void;
  /** Called when the hand lets go. */
  readonly onChangeEnd: (share: number) => void;
}

/** A part of the whole, in steps of 5 %. */
export function ShareSlider({ label, min, value, onChange, onChangeEnd }: ShareSliderProps) {
  return (
    <div className={styles.threads}>
      <Slider
        className={styles.slider ?? ''}
        thumbLabel={label}
        min={Math.round(min * 100)}
        max={100}
        step={5}
        value={Math.round(value * 100)}
        onChange={(percent) => onChange(percent / 100)}
        onChangeEnd={(percent) => onChangeEnd(percent / 100)}
        label={null}
      />
      <output className={styles.count}>{Math.round(value * 100)} %</output>
    </div>
  );
}
