import { Slider } from '@mantine/core';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './slider.module.css';

interface PercentSliderProps {
  readonly label: string;
  /** The least part. */
  readonly min: number;
  /** min … 1 */
  readonly value: number;
  readonly onChange: (part: number) => void;
  /** Called when the thumb is released. */
  readonly onChangeEnd: (part: number) => void;
}

/** A part of the whole, in steps of 5 %. */
export function PercentSlider({ label, min, value, onChange, onChangeEnd }: PercentSliderProps) {
  const { number } = useTranslation();
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
      <output className={styles.count}>{number(value, { style: 'percent' })}</output>
    </div>
  );
}
