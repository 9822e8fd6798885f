/** What the history says of its own files: something is wrong with them, or no longer. */

/** What is affected. */
export type HistoryPart =
  /** Blocks and samples. */
  | 'history'
  /** Solved blocks on their way to the node. */
  | 'outbox'
  | 'practice-chains';

export type HistoryFault =
  /** Nothing can be kept just now; it is tried again every few seconds. */
  | {
      readonly kind: 'unwritable';
      readonly cause: 'full' | 'in-use' | 'not-writable' | 'newer-version' | 'damaged' | 'disk';
      readonly file: string;
      /** What the disk or the database said. */
      readonly detail: string;
    }
  /** The file was damaged and has another name now; a new one has taken its place. */
  | { readonly kind: 'set-aside'; readonly file: string; readonly keptAs: string }
  /** Somebody deleted or replaced the file; a new one has taken its place. */
  | { readonly kind: 'gone'; readonly file: string };

export type HistoryEvent =
  | { readonly type: 'history-failed'; readonly part: HistoryPart; readonly fault: HistoryFault }
  /** What was `unwritable` is written again. */
  | { readonly type: 'history-recovered'; readonly part: HistoryPart };

/** The log's line of an event. */
export function historyLine(event: HistoryEvent): string {
  const name = NAMES[event.part];
  if (event.type === 'history-recovered') return `${name} can be written again`;
  const { fault } = event;
  switch (fault.kind) {
    case 'unwritable':
      return `${name} in ${fault.file} cannot be written (${fault.detail}); mining goes on`;
    case 'set-aside':
      return `${name} in ${fault.file} was damaged and is kept as ${fault.keptAs}; a new file was begun`;
    case 'gone':
      return `${name} in ${fault.file} was deleted or replaced while in use; a new file was begun`;
  }
}

const NAMES: Readonly<Record<HistoryPart, string>> = {
  history: 'the history',
  outbox: 'the list of solved blocks',
  'practice-chains': 'the practice network’s chains',
};
