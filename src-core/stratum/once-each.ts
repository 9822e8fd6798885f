/** Remembers what was said already, so that a machine that reconnects does not fill the log with it. */
const LIMIT = 10_000;

/** What was said, up to {@link LIMIT} texts. */
export class OnceEach {
  readonly #said = new Set<string>();

  /** Whether this is new; from then on it is not. Of very many the oldest is forgotten. */
  isNew(what: string): boolean {
    if (this.#said.has(what)) return false;
    this.#said.add(what);
    for (const oldest of this.#said) {
      if (this.#said.size <= LIMIT) break;
      this.#said.delete(oldest);
    }
    return true;
  }
}
