import type { MiningPhase } from '../../contract/screen-contract.ts';
import { Shape } from '../components/display/shape.tsx';

const SHAPES: Readonly<Record<MiningPhase, React.ReactNode>> = {
  stopped: <rect x="2.5" y="2.5" width="7" height="7" rx="1" />,
  starting: <circle cx="6" cy="6" r="4" strokeDasharray="6 3" />,
  mining: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  waiting: <path d="M6 1.5 11 10.5H1zM6 5v2.5" />,
  stopping: <circle cx="6" cy="6" r="4" strokeDasharray="6 3" />,
};

interface PhaseMarkProps {
  readonly phase: MiningPhase;
  /** Where something is wrong although the phase is not. */
  readonly tone?: 'warn';
}

/** The phase as a shape; its name is shown beside it. */
export function PhaseMark({ phase, tone }: PhaseMarkProps) {
  const usual = phase === 'mining' ? 'good' : phase === 'waiting' ? 'bad' : 'calm';
  return <Shape tone={tone ?? usual}>{SHAPES[phase]}</Shape>;
}
