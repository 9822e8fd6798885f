/** The node's update stream: server-sent events that carry a name and no data. */

export type UpdateKind = 'new-cut' | 'refreshed';

/** Longest line that is kept; the real ones have 21 characters. */
const MAX_LINE = 4096;

/**
 * Reads events from chunks of text as they come. Comments, ids, data and unknown fields are
 * skipped; any event name but `Refreshed Block` counts as a new cut, as nodes before 2.24.1 and
 * other miners have it. Accepts `\n` and `\r\n`, and a blank after the colon.
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
