/** A command of the configuration, for the shell of the system it runs on. */

/**
 * What `/bin/sh -c` or `cmd.exe /c` gets. cmd.exe takes no more than one line: there the lines of a
 * command are joined, so that each runs even if the one before fails, as in a shell script. Line
 * ends of Windows mean the same everywhere.
 */
export function shellCommand(command: string, platform: NodeJS.Platform): string {
  const script = command.replaceAll('\r\n', '\n');
  if (platform !== 'win32') return script;
  return (
    script
      // A caret at its end continues a line.
      .replace(/\^\n/g, '')
      .split('\n')
      .map((line) => line.trim())
      // After a remark, nothing on the joined line would run.
      .filter((line) => line !== '' && !/^(@?rem\b|::)/i.test(line))
      .join(' & ')
  );
}
