/** Describes the package to Debian's package manager: `DEBIAN/control`. */
import { EXECUTABLE, MAINTAINER, SYNOPSIS } from '../linux-desktop.ts';

/**
 * The packages with the libraries that Electron links against or opens by name. Where a release of Debian or Ubuntu
 * renamed one (for 64 bits of time), either name will do.
 */
const DEPENDS = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libc6 (>= 2.28)',
  'libcups2t64 | libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libx11-xcb1',
  'libxss1',
  'libxtst6',
];

/** Where the key is kept that encrypts logins of machines, and what opens web pages. */
const RECOMMENDS = ['libsecret-1-0', 'xdg-utils'];

const DESCRIPTION = [
  'Heddle takes work from a Chainweb node, or from a practice network of its own,',
  'has it solved by ASICs, GPU programs or the processor of this computer, and',
  'submits each block until the node has answered. It finds machines in the network,',
  'configures and watches them. `heddle --headless` mines without a window.',
];

/** Debian's names of processors, by Node's. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Debian's name of a processor.
 * @param arch Node's name
 * @throws Error on one for which there is no package
 */
export function debianArchitecture(arch: string): string {
  const name = ARCHITECTURES[arch];
  if (name === undefined) throw new Error(`no Debian package for ${arch}`);
  return name;
}

/** A version as Debian orders them: `1.2.3~rc.1` comes before `1.2.3`, as `1.2.3-rc.1` does with npm. */
export function debianVersion(version: string): string {
  return version.replace('-', '~');
}

interface ControlFacts {
  /** npm's. */
  readonly version: string;
  /** Node's name of the processor. */
  readonly arch: string;
  /** What the files take when they are installed. */
  readonly installedBytes: number;
}

/** The text of the file. Fields by Debian's policy, chapter 5. */
export function controlFile({ version, arch, installedBytes }: ControlFacts): string {
  const fields = [
    ['Package', EXECUTABLE],
    ['Version', debianVersion(version)],
    ['Architecture', debianArchitecture(arch)],
    ['Maintainer', MAINTAINER],
    ['Installed-Size', Math.ceil(installedBytes / 1024)],
    ['Depends', DEPENDS.join(', ')],
    ['Recommends', RECOMMENDS.join(', ')],
    ['Section', 'utils'],
    ['Priority', 'optional'],
    ['Description', [SYNOPSIS, ...DESCRIPTION].join('\n ')],
  ];
  return fields.map(([name, value]) => `${name}: ${value}\n`).join('');
}
