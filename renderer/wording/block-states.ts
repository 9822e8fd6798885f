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
  readonly shape: 'ring' | 'dot' | 'question' | 'check' | 'broken' | 'bar' | 'cross';
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
  superseded: {
    name: 'blocks.state.superseded',
    meaning: 'blocks.state.superseded.meaning',
    tone: 'calm',
    shape: 'bar',
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
  'superseded',
  'refused',
];

/** How a state is called, explained and drawn. */
export function blockState(state: OwnBlockState): BlockState {
  return STATES[state];
}

/** A node's word for work that it issued more than five minutes ago, or got a solution of before. */
const UNKNOWN_WORK = /\bNo associated Payload\b/i;

/** Why a node refused a block, without a stop: in words where they are known, as the node said it elsewhere. */
export function refusalReason({ t }: Translation, reason: string): string {
  return UNKNOWN_WORK.test(reason) ? t('blocks.refused.unknownWork') : withoutStop(reason);
}

/** What the state means, with the reason that the node gave where there is one. */
export function blockStateMeaning(
  translation: Translation,
  state: OwnBlockState,
  reason: string | null,
): string {
  const { t } = translation;
  const meaning = t(STATES[state].meaning);
  if (reason === null || reason === '') return meaning;
  return t('blocks.reason', { meaning, reason: refusalReason(translation, reason) });
}
