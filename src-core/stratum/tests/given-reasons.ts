/** Why a machine was refused or let go: as it got it, and as the log has it. */
import type { ScriptedMachine } from '../../tests/scripted-machine.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';

/** The error text of the last message a peer got. */
export function lastError({ received }: ScriptedMachine): string {
  return received.at(-1)?.error?.[1] ?? '';
}

/** Lines of the log, below debug, that give this reason. */
export async function linesOf({ logged }: StratumTest, reason: string): Promise<string[]> {
  const records = await logged();
  const of = records.filter(({ level, text }) => level !== 'debug' && text.includes(reason));
  return of.map(({ level, text }) => `${level}: ${text}`);
}
