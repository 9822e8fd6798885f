/** A place where something comes in that others wrote: what is sent there, and what must hold. */
import type fc from 'fast-check';

export interface Door<Input = unknown> {
  readonly name: string;
  /** One thing that comes in. JSON can hold it, so that the corpus can. */
  readonly input: fc.Arbitrary<Input>;
  /** How many a whole campaign sends. */
  readonly inputs: number;
  /** The most that are sent together, such as on one connection. */
  readonly together: number;
  /** What memory may grow by between the first and the last third of a campaign, MB; 4. */
  readonly growthBoundMb?: number;
  /**
   * What is behind the door remembers its peers for this time, so that memory follows how fast they came: it is looked at
   * after such a pause, once after a third of the campaign and once at its end.
   */
  readonly remembersMs?: number;
  /** Starts what is behind the door. */
  open(): Promise<OpenDoor<Input>>;
}

export interface OpenDoor<Input = unknown> {
  /**
   * Sends inputs and resolves when they were dealt with.
   * @throws when something that must hold does not
   */
  send(inputs: readonly Input[]): Promise<void> | void;
  close?(): Promise<void> | void;
}

/** The statement of a door that did not hold. */
export function mustHold(holds: boolean, statement: string, shown: unknown = ''): void {
  if (holds) return;
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  throw new Error(`does not hold: ${statement} ${text.slice(0, 500)}`.trim());
}

/** Inputs in lists of at most `together`. */
export function inTurns<Input>(inputs: readonly Input[], together: number): readonly Input[][] {
  const count = Math.ceil(inputs.length / together);
  return Array.from({ length: count }, (_, i) => inputs.slice(i * together, (i + 1) * together));
}
