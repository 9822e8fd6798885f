/**
 * Which level each job was issued with to one session. Levels change rarely and job numbers only
 * grow, so it is enough to remember where each level began.
 */
export class IssuedLevels {
  #starts: { readonly sequence: number; readonly level: number }[] = [];

  /** From the job of that number on, jobs are issued with `level`. */
  set(level: number, sequence: number): void {
    const last = this.#starts.at(-1);
    if (last?.level === level) return;
    this.#starts.push({ sequence, level });
    // More than this many changes lie far in the past: no job of them is alive.
    if (this.#starts.length > 64) this.#starts.shift();
  }

  /** The level of the job of that number; of jobs before the first, the first one. */
  at(sequence: number): number {
    for (let i = this.#starts.length - 1; i > 0; i--) {
      const start = this.#starts[i]!;
      if (start.sequence <= sequence) return start.level;
    }
    const first = this.#starts[0];
    if (first === undefined) throw new Error('no job was issued to this session');
    return first.level;
  }

  /** Whether any job was issued. */
  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }
}
