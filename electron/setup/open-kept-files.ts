/** What the program keeps from one run to the next. */
import { openHistory } from '../../src-core/index.ts';
import type { History, Log, LoginStore } from '../../src-core/index.ts';
import { openKnownCommands } from '../settings/known-commands.ts';
import type { KnownCommands } from '../settings/known-commands.ts';
import { openMachineLogins } from '../settings/machine-logins.ts';
import { openMinerSettings } from '../settings/miner-settings.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';
import { openPreferences } from '../settings/preferences.ts';
import type { PreferencesStore } from '../settings/preferences.ts';
import { openSettingOrigins } from '../settings/setting-origins.ts';
import type { SettingOriginsStore } from '../settings/setting-origins.ts';
import type { UserFiles } from '../settings/user-files.ts';
import { systemCipher } from '../desktop/system-cipher.ts';

export interface Kept {
  readonly settings: MinerSettings;
  readonly preferences: PreferencesStore;
  readonly commands: KnownCommands;
  readonly origins: SettingOriginsStore;
  readonly logins: LoginStore;
  readonly history: History;
}

/** Opens all of it; the log gets the level of the settings. */
export async function openKept(files: UserFiles, log: Log): Promise<Kept> {
  const logger = log.logger.withTag('App');
  const settings = await openMinerSettings(files.config, logger);
  log.setLevel(settings.current().logLevel);
  const preferences = await openPreferences(files.preferences, logger);
  const commands = await openKnownCommands(files.commands, settings.current(), logger);
  const origins = await openSettingOrigins(files.origins, settings.current(), logger);
  const logins = await openMachineLogins(files.machineLogins, systemCipher(), logger);
  const history = openHistory(files.history, { log: log.logger.withTag('History') });
  return { settings, preferences, commands, origins, logins, history };
}
