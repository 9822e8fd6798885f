/**
 * Where the script of a thread is: beside the module that starts it, as source or as a file of the bundled program. Each
 * such script is an entry of `build/vite.main.config.mts`.
 */

/**
 * The script `name`.
 * @param starter the `import.meta.url` of the module that starts the thread, in the folder of the script's source
 */
export function threadScript(name: string, starter: string): URL {
  // Not a literal inside `new URL`: a bundler would take the file for an asset.
  const file = `${name}.${starter.endsWith('.ts') ? 'ts' : 'cjs'}`;
  return new URL(file, starter);
}
