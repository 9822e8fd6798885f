/** The checks as a list that grows while they are made. */
import type { Check } from '../../../contract/screen-contract.ts';
import { CHECK_KINDS } from './check-names.ts';

/** A check, or the name of one that is still being made. */
export interface CheckRow {
  readonly key: string;
  readonly kind: Check['kind'];
  /** Null while it is being made. */
  readonly check: Check | null;
}

/**
 * Rows in the order of the report, with fallback nodes below the first node: the checks of one are
 * found together.
 * @param running what was not found yet is still to come
 */
export function checkRows(found: readonly Check[], running: boolean): readonly CheckRow[] {
  const last = CHECK_KINDS.indexOf('account');
  return CHECK_KINDS.flatMap((kind, at) => {
    const first = found.filter((check) => check.kind === kind && !isOfFallback(check)).map(rowOf);
    const rows = first.length === 0 && running ? [{ key: kind, kind, check: null }] : first;
    return at === last ? [...rows, ...found.filter(isOfFallback).map(rowOf)] : rows;
  });
}

function isOfFallback(check: Check): boolean {
  return 'isFallback' in check && check.isFallback === true;
}

function rowOf(check: Check): CheckRow {
  const node = 'node' in check && isOfFallback(check) ? ` ${check.node ?? ''}` : '';
  return { key: `${check.kind}${node}`, kind: check.kind, check };
}
