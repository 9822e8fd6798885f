/** Describes the program to Linux desktops, in each kind of package. */

/** A name of AppStream, which the file in assets/linux/ has too. */
export const APP_ID = 'org.heddle.heddle';

/** The name of the executable, of the package, of the icons and of the desktop entry. */
export const EXECUTABLE = 'heddle';

export const SYNOPSIS = 'Mining manager for Chainweb';

export const MAINTAINER = 'The Heddle contributors <heddle@users.noreply.github.com>';

/** Icons of these sizes, in pixels, are in assets/icon/. */
export const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** Keys of the desktop entry that electron-builder does not write by itself, for its own packages. */
export const SHARED_KEYS = {
  GenericName: 'Mining Manager',
  'GenericName[de]': 'Mining-Verwaltung',
  Keywords: 'mining;miner;kadena;chainweb;asic;',
};

/**
 * The desktop entry, by the specification of freedesktop.org.
 * `StartupWMClass` is the class that Electron gives its windows: without it a dock shows them without our icon.
 */
export function desktopEntry(): string {
  const keys = {
    Type: 'Application',
    Name: 'Heddle',
    ...SHARED_KEYS,
    Comment: SYNOPSIS,
    'Comment[de]': 'Mining-Verwaltung für Chainweb',
    Exec: EXECUTABLE,
    Icon: EXECUTABLE,
    Terminal: 'false',
    Categories: 'Utility;',
    StartupWMClass: 'Heddle',
  };
  const lines = Object.entries(keys).map(([key, value]) => `${key}=${value}`);
  return `[Desktop Entry]\n${lines.join('\n')}\n`;
}
