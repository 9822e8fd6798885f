/** What typed text means for the configuration, or the sentence that says what is wrong with it. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';

export type TypedSetting =
  | { readonly ok: true; readonly changes: Partial<MinerConfig> }
  | { readonly ok: false; readonly fault: string };
