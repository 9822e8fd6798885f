import styles from './shape.module.css';

interface ShapeProps {
  /** `calm` is the colour of secondary text. */
  readonly tone: 'good' | 'calm' | 'warn' | 'bad';
  /** Paths on a grid of 12 by 12. */
  readonly children: React.ReactNode;
}

/** A state as a small shape, which tells it apart without colour; its name is shown beside it. */
export function Shape({ tone, children }: ShapeProps) {
  return (
    <svg className={styles.shape} data-tone={tone} viewBox="0 0 12 12" aria-hidden="true">
      {children}
    </svg>
  );
}
