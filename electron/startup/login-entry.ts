/**
 * The entry that makes a Linux desktop start the program at login: a file in its `autostart` folder
 * (freedesktop Desktop Application Autostart Specification 0.5). Pure.
 */

/** Marks a file as ours: one of the same name that another program or the user wrote is left alone. */
const MARK = 'X-Heddle-Autostart=true';

/** @param command the program and its arguments */
export function loginEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Heddle',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    MARK,
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether this desktop entry was written by Heddle: others of its name are left alone. */
export function isOwnEntry(text: string): boolean {
  return text.split('\n').includes(MARK);
}

/** Whether the desktop follows it: users switch entries off in the desktop's own settings. */
export function isEntryOn(text: string): boolean {
  return !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(text);
}

/**
 * An argument of the key `Exec` (Desktop Entry Specification 1.5): in quotation marks, with some
 * characters escaped. The escape itself is doubled, as the value is a string first; `%` begins a
 * field code.
 */
function quoted(argument: string): string {
  return `"${argument.replace(/["`$\\]/g, '\\\\$&').replaceAll('%', '%%')}"`;
}
