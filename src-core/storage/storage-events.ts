/** Events about Heddle's own files: something is wrong with them, or no longer. */

/** The contents of the file that is affected. */
export type HistoryPart =
  /** Blocks and samples. */
  | 'history'
  /** Solved blocks on their way to the node. */
  | 'outbox'
  /** Blocks of the practice network. */
  | 'practice-chains';

export type HistoryFault =
  /** Nothing can be written at present; it is retried every few seconds. */
  | {
      readonly kind: 'unwritable';
      readonly cause: 'full' | 'in-use' | 'not-writable' | 'newer-version' | 'damaged' | 'disk';
      readonly file: string;
      /** The message of the system or the database. */
      readonly detail: string;
    }
  /** The file was damaged and has been renamed; a new one has taken its place. */
  | { readonly kind: 'set-aside'; readonly file: string; readonly keptAs: string }
  /** The file was deleted or replaced from outside; a new one has taken its place. */
  | { readonly kind: 'gone'; readonly file: string };

/** A change of a file's condition. */
export type HistoryEvent =
  | { readonly type: 'history-failed'; readonly part: HistoryPart; readonly fault: HistoryFault }
  /** The file that was `unwritable` can be written again. */
  | { readonly type: 'history-recovered'; readonly part: HistoryPart };

/** The event's line in the log. */
export function historyLine(event: HistoryEvent): string {
  const name = NAMES[event.part];
  if (event.type === 'history-recovered') return `${name} can be written again`;
  const { fault } = event;
  switch (fault.kind) {
    case 'unwritable':
      return `${name} in ${fault.file} cannot be written (${fault.detail}); mining continues`;
    case 'set-aside':
      return `${name} in ${fault.file} was damaged and is kept as ${fault.keptAs}; a new file was started`;
    case 'gone':
      return `${name} in ${fault.file} was deleted or replaced while in use; a new file was started`;
  }
}

const NAMES: Readonly<Record<HistoryPart, string>> = {
  history: 'the history',
  outbox: 'the list of solved blocks',
  'practice-chains': 'the practice network’s chains',
};
