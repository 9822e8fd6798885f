/** The states of an own block: what each is called and means, and the tone and shape it is drawn with. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import type { OwnBlockState } from '../../contract/screen-contract.ts';
import { withoutStop } from './shortened.ts';

interface BlockState {
  readonly name: MessageId;
  readonly meaning: MessageId;
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  /** Distinguishes the states without colour. */
  readonly shape: 'ring' | 'dot' | 'question' | 'check' | 'broken' | 'cross';
}

const STATES: Readonly<Record<OwnBlockState, BlockState>> = {
  pending: {
    name: 'blocks.state.pending',
    meaning: 'blocks.state.pending.meaning',
    tone: 'calm',
    shape: 'ring',
  },
  accepted: {
    name: 'blocks.state.accepted',
    meaning: 'blocks.state.accepted.meaning',
    tone: 'calm',
    shape: 'dot',
  },
  uncertain: {
    name: 'blocks.state.uncertain',
    meaning: 'blocks.state.uncertain.meaning',
    tone: 'warn',
    shape: 'question',
  },
  confirmed: {
    name: 'blocks.state.confirmed',
    meaning: 'blocks.state.confirmed.meaning',
    tone: 'good',
    shape: 'check',
  },
  orphaned: {
    name: 'blocks.state.orphaned',
    meaning: 'blocks.state.orphaned.meaning',
    tone: 'bad',
    shape: 'broken',
  },
  refused: {
    name: 'blocks.state.refused',
    meaning: 'blocks.state.refused.meaning',
    tone: 'bad',
    shape: 'cross',
  },
};

/** Every state, in the order in which counts are listed. */
export const BLOCK_STATES: readonly OwnBlockState[] = [
  'confirmed',
  'accepted',
  'pending',
  'uncertain',
  'orphaned',
  'refused',
];

/** How a state is called, explained and drawn. */
export function blockState(state: OwnBlockState): BlockState {
  return STATES[state];
}

/** What the state means, with the reason that the node gave where there is one. */
export function blockStateMeaning(
  { t }: Translation,
  state: OwnBlockState,
  reason: string | null,
): string {
  const meaning = t(STATES[state].meaning);
  if (reason === null || reason === '') return meaning;
  return t('blocks.reason', { meaning, reason: withoutStop(reason) });
}
