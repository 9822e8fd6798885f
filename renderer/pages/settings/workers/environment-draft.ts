/** Variables while they are typed, beside those that are saved. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';

type Environment = MinerConfig['externalWorkerEnvironment'];

export interface EnvironmentRow {
  readonly name: string;
  readonly value: string;
}

export interface EnvironmentDraft {
  /** As typed; rows without a name among them. */
  readonly rows: readonly EnvironmentRow[];
  /** What was saved when the draft began. */
  readonly from: Environment;
  /** What is being saved; null when nothing is. */
  readonly pending: Environment | null;
}

/** The rows of what is saved. */
export function rowsOf(environment: Environment): EnvironmentRow[] {
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

/**
 * The sentence that says what is wrong with a row among others; null when it is right.
 * @param maxLength characters of a value
 */
export function rowFault(
  row: EnvironmentRow,
  rows: readonly EnvironmentRow[],
  maxLength: number,
): MessageId | null {
  if (row.name === '') return row.value === '' ? null : 'settings.fault.variableName';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(row.name)) return 'settings.fault.variableLetters';
  if (rows.some((other) => other !== row && other.name === row.name)) {
    return 'settings.fault.variableTwice';
  }
  return row.value.length > maxLength ? 'settings.fault.length' : null;
}

/** The variables of the rows, without rows that are empty; null while a row is wrong. */
export function environmentOf(
  rows: readonly EnvironmentRow[],
  maxLength: number,
): Environment | null {
  if (rows.some((row) => rowFault(row, rows, maxLength) !== null)) return null;
  const named = rows.filter(({ name }) => name !== '');
  return Object.fromEntries(named.map(({ name, value }) => [name, value]));
}

/** Whether two lists are equal, in the same order: the order is visible too. */
export function isSame(one: Environment, other: Environment): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The draft beside what is saved now. It is kept when its own change was saved, and is dropped when
 * something else changed the variables, such as a file that was imported: it would wipe them.
 */
export function settleDraft(
  draft: EnvironmentDraft | null,
  saved: Environment,
): EnvironmentDraft | null {
  if (draft === null || saved === draft.from) return draft;
  if (draft.pending !== null && isSame(saved, draft.pending)) {
    return { ...draft, from: saved, pending: null };
  }
  return isSame(saved, draft.from) ? { ...draft, from: saved } : null;
}
