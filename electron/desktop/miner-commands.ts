/** What the menu and the tray icon can ask for. */
export interface MinerCommands {
  readonly start: () => void;
  readonly stop: () => void;
  readonly show: () => void;
  readonly quit: () => void;
}
