import type { MiningPhase } from '../../contract/screen-contract.ts';
import { Shape } from '../components/display/shape.tsx';

const SHAPES: Readonly<Record<MiningPhase, React.ReactNode>> = {
  stopped: <rect x="2.5" y="2.5" width="7" height="7" rx="1" />,
  starting: <circle cx="6" cy="6" r="4" strokeDasharray="6 3" />,
  mining: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  waiting: <path d="M6 1.5 11 10.5H1zM6 5v2.5" />,
  stopping: <circle cx="6" cy="6" r="4" strokeDasharray="6 3" />,
};

/** The phase as a shape; its name is shown beside it. */
export function PhaseMark({ phase }: { readonly phase: MiningPhase }) {
  return (
    <Shape tone={phase === 'mining' ? 'good' : phase === 'waiting' ? 'bad' : 'calm'}>
      {SHAPES[phase]}
    </Shape>
  );
}
