/** Words that options of the command line itself may be followed by. */
import { PRINT_MODES } from '../config/config-print.ts';

/** How a configuration can be printed: `portable` is for chainweb-mining-client to read. */
export const PRINT_CHOICES = [...PRINT_MODES, 'portable'] as const;
export type PrintChoice = (typeof PRINT_CHOICES)[number];
