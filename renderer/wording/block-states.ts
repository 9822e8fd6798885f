/** The states of an own block: a word, what it means, and the tone and shape it is drawn with. */
import type { OwnBlockState } from '../../contract/screen-contract.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'calm';

export interface StateWords {
  readonly word: string;
  readonly meaning: string;
  readonly tone: Tone;
  /** Tells the states apart without colour. */
  readonly shape: 'ring' | 'dot' | 'question' | 'check' | 'broken' | 'cross';
}

const WORDS: Readonly<Record<OwnBlockState, StateWords>> = {
  pending: {
    word: 'Sending',
    meaning: 'Found and kept safe. The node has not answered yet; it is sent again until it does.',
    tone: 'calm',
    shape: 'ring',
  },
  accepted: {
    word: 'Accepted',
    meaning: 'The node took it. It counts once the other chains lean on it.',
    tone: 'calm',
    shape: 'dot',
  },
  uncertain: {
    word: 'Checking',
    meaning: 'The node may have taken it just as the connection broke. The chain is being asked.',
    tone: 'warn',
    shape: 'question',
  },
  confirmed: {
    word: 'Confirmed',
    meaning: 'It is on the chain, and every other chain leans on it.',
    tone: 'good',
    shape: 'check',
  },
  orphaned: {
    word: 'Orphaned',
    meaning: 'Another block took its place. It happens now and then and earns nothing.',
    tone: 'bad',
    shape: 'broken',
  },
  refused: {
    word: 'Refused',
    meaning: 'The node did not take it.',
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

/** The words of a state. */
export function blockStateWords(state: OwnBlockState): StateWords {
  return WORDS[state];
}

/** What the state means, with the reason that the node gave where there is one. */
export function blockStateMeaning(state: OwnBlockState, reason: string | null): string {
  const { meaning } = WORDS[state];
  return reason === null || reason === '' ? meaning : `${meaning} ${sentence(reason)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
