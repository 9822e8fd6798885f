import type { MachineState } from '../../wording/machines/machine-state.ts';
import { Shape } from '../display/shape.tsx';
import styles from './machine-state-mark.module.css';

const SHAPES: Readonly<Record<MachineState['shape'], React.ReactNode>> = {
  dot: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" stroke="none" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4" />,
  question: <path d="M4.2 4.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.2M6 9.6v.1" />,
  cross: <path d="m3 3 6 6m0-6-6 6" />,
  gone: <path d="M3 6h6" />,
  quiet: <path d="M6 1.5 11 10.5H1zM6 5v2.5" />,
};

/** The state of a machine in a few words, with a shape that distinguishes it without colour. */
export function MachineStateMark({ state }: { readonly state: MachineState }) {
  return (
    <span className={styles.state} data-tone={state.tone} title={state.meaning}>
      <Shape tone={state.tone}>{SHAPES[state.shape]}</Shape>
      <span>{state.label}</span>
    </span>
  );
}
