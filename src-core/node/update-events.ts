/** Parses a node's update stream: server-sent events that have a name and no data. */

/** `new-cut`: there is new work for the chain; `refreshed`: the same work with newer contents. */
export type UpdateKind = 'new-cut' | 'refreshed';

/** Longest line that is buffered; real ones have 21 characters. */
const MAX_LINE = 4096;

/**
 * Creates a parser that takes chunks of text as they arrive. Comments, ids, data and unknown fields
 * are skipped; any event name but `Refreshed Block` counts as a new cut, as with nodes before 2.24.1
 * and other miners. Accepts `\n` and `\r\n`, and a space after the colon.
 */
export function createUpdateParser(onUpdate: (kind: UpdateKind) => void): (text: string) => void {
  let rest = '';
  let name = '';

  function line(text: string): void {
    if (text === '') {
      if (name !== '') onUpdate(name === 'Refreshed Block' ? 'refreshed' : 'new-cut');
      name = '';
    } else if (text.startsWith('event:')) {
      name = text.slice('event:'.length).trim();
    }
  }

  return (text) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const each of lines) line(each.endsWith('\r') ? each.slice(0, -1) : each);
  };
}
