/** While a file of tests is loaded no mutant is active: a thread that was kept still has that of the run before. */
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';

const active = Reflect.get(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE) as
  { activeMutant?: string } | undefined;
if (active !== undefined) delete active.activeMutant;
