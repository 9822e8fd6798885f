/** The options that are not settings, for parser, help, completion and docs/configuration.md. */
import { PRINT_MODES } from '../../config/files/config-print.ts';
import type { CommandOption, OptionGroup } from './command-option.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** How a configuration can be printed: `portable` is for chainweb-mining-client to read. */
const PRINT_CHOICES = [...PRINT_MODES, 'portable'] as const;
export type PrintChoice = (typeof PRINT_CHOICES)[number];

export const HELP: CommandOption = {
  flags: '-h, --help',
  help: 'show this help and exit; also `-?`',
  prints: true,
};

export const VERSION: CommandOption = {
  flags: '-v, --version',
  help: 'print the version and exit',
  prints: true,
};

export const PROGRAM_OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'About the program:',
    options: [
      HELP,
      VERSION,
      { flags: '--info', help: 'print what this program is and exit', prints: true },
      { flags: '--long-info', help: 'the same with its dependencies', prints: true },
      { flags: '--license', help: 'print the license and exit', prints: true },
      {
        flags: '--completion <SHELL>',
        help: 'print a script that completes options in that shell, and exit',
        takes: SHELLS,
        prints: true,
      },
      {
        flags: '--diagnose',
        help:
          'check what mining needs (configuration, nodes, account, clock, Stratum port, firewall, disk, ' +
          'machines), print a report without passwords, and exit',
        prints: true,
        conflicts: 'findMachines',
      },
      {
        flags: '--health',
        help: 'ask the Heddle that serves metrics at `metricsPort` whether it mines or rests as set up, print a sentence, and exit',
        prints: true,
        conflicts: 'diagnose',
      },
    ],
  },
  {
    title: 'Machines:',
    options: [
      {
        flags: '--find-machines [RANGES]',
        help:
          'ask every address of the local networks, or of RANGES (`192.168.1.0/24`, ' +
          '`192.168.1.10-20`, with commas between), which machine it is, print a table and exit',
        prints: true,
      },
      {
        flags: '--json',
        help: 'with `--find-machines` or `--diagnose`: print JSON',
        needs: ['--find-machines', '--diagnose'],
      },
      {
        flags: '--configure-machine <ADDRESS>',
        help:
          'show how the pools of the machine at ADDRESS would change so that it mines for the Heddle ' +
          'that runs on this computer, ask, write them, wait for its first share, and exit',
        prints: true,
        conflicts: 'findMachines',
      },
      {
        flags: '--put-back-machine <ADDRESS>',
        help: 'ask, give the machine at ADDRESS the pools from before, and exit',
        prints: true,
        conflicts: 'configureMachine',
      },
      {
        flags: '--keep-pools',
        help: 'with `--configure-machine`: keep the other pools as fallbacks',
        needs: ['--configure-machine'],
      },
      {
        flags: '--worker-name <NAME>',
        help: 'with `--configure-machine`: the name the machine mines under',
        needs: ['--configure-machine'],
      },
      {
        flags: '--yes',
        help: 'with `--configure-machine` or `--put-back-machine`: write without asking',
        needs: ['--configure-machine', '--put-back-machine'],
      },
    ],
  },
  {
    title: 'Notices:',
    options: [
      {
        flags: '--test-notice',
        help: 'send a test to `notifyWebhook` and exit',
        prints: true,
      },
    ],
  },
  {
    title: 'Configuration:',
    options: [
      {
        flags: '--config-file <FILE>',
        help: 'a configuration file, YAML or JSON, or its http(s):// address; may be repeated, later ones win',
        takes: 'files',
        repeats: true,
      },
      {
        flags: '--allow-remote-commands',
        help:
          'take `externalWorkerCommand`, `externalWorkerCommands`, `externalWorkerEnvironment`, ' +
          '`notifyWebhook` and `logFile` from http(s):// addresses too',
      },
      {
        flags: '--print-config-as <MODE>',
        help:
          'print the configuration as YAML and exit: `full`, `minimal` (what differs from the ' +
          'defaults), `diff` (`$left` the default, `$right` the value, `$both` where they agree), ' +
          'or `portable` (for chainweb-mining-client)',
        takes: PRINT_CHOICES,
        conflicts: 'printConfig',
        prints: true,
      },
      {
        flags: '--print-config',
        help: 'the same as `--print-config-as full`',
        prints: true,
      },
      {
        flags: '--data-dir <FOLDER>',
        help: 'where history and practice chains are kept',
        takes: 'files',
      },
      {
        flags: '--headless',
        help:
          'mine without a window; the installed program needs it with every option that does not ' +
          'print something and exit',
      },
    ],
  },
];
