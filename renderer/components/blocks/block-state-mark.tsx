import { Tooltip } from '@mantine/core';
import type { OwnBlockState } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { blockState, blockStateMeaning } from '../../wording/block-states.ts';
import { Shape } from '../display/shape.tsx';
import styles from './block-state-mark.module.css';

const SHAPES: Readonly<Record<ReturnType<typeof blockState>['shape'], React.ReactNode>> = {
  ring: <circle cx="6" cy="6" r="4" strokeDasharray="2 1.6" />,
  dot: <circle cx="6" cy="6" r="3.5" fill="currentColor" />,
  question: <path d="M4 4.5a2 2 0 1 1 2.8 1.8q-.8.4-.8 1.2M6 9.8v.1" />,
  check: <path d="m2 6.5 2.7 2.7L10 3.5" />,
  broken: <path d="M2.7 8.5A4 4 0 0 1 8.5 2.7M9.6 5a4 4 0 0 1-4.6 4.9" />,
  bar: <path d="M2.5 6h7" />,
  cross: <path d="m3 3 6 6m0-6-6 6" />,
};

/** The shape of a state, without its name. */
export function StateShape({ state }: { readonly state: OwnBlockState }) {
  const { shape, tone } = blockState(state);
  return <Shape tone={tone}>{SHAPES[shape]}</Shape>;
}

interface BlockStateMarkProps {
  readonly state: OwnBlockState;
  readonly reason: string | null;
}

/** The state of an own block: shape and name, and what it means on hover. */
export function BlockStateMark({ state, reason }: BlockStateMarkProps) {
  const translation = useTranslation();
  return (
    <Tooltip label={blockStateMeaning(translation, state, reason)}>
      <span className={styles.mark}>
        <StateShape state={state} />
        {translation.t(blockState(state).name)}
      </span>
    </Tooltip>
  );
}
