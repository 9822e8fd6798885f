import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import { NODE_PORTS, dockerCommand, nodeFlags } from './node-commands.ts';

const KEY = 'ab'.repeat(32);

/** The values of an option of `docker run`, in order. */
function valuesOf(command: string, option: string): string[] {
  const words = command.split(' ');
  return words.filter((_, at) => words[at - 1] === option);
}

it('turns mining on for the user’s key', () => {
  const flags = ['--enable-mining-coordination', `--mining-public-key=${KEY}`];
  expect(nodeFlags(KEY).split(' ')).toEqual(flags);
});

it('gives the container’s program the same options, and docker none of them', () => {
  const words = dockerCommand(KEY).split(' ');
  const image = words.findIndex((word) => word.startsWith('ghcr.io/kda-community/'));
  expect(words.slice(0, 2)).toEqual(['docker', 'run']);
  expect(words.slice(image + 1)).toEqual([
    '--database-directory=/data',
    ...nodeFlags(KEY).split(' '),
  ]);
});

it('keeps the database where the node looks for it, on a volume', () => {
  expect(valuesOf(dockerCommand(KEY), '-v')).toEqual(['chainweb-data:/data']);
});

it('lets other nodes in, and only this computer to the service API', () => {
  expect(valuesOf(dockerCommand(KEY), '-p')).toEqual([
    `${NODE_PORTS.peers}:${NODE_PORTS.peers}`,
    `127.0.0.1:${NODE_PORTS.service}:${NODE_PORTS.service}`,
  ]);
});

it.each(['en', 'de'] as const)(
  'names ports and options to type as the node knows them: %s',
  (language) => {
    const { t } = translationTo(language);
    const ports = t('setup.guide.ports.text', NODE_PORTS);
    for (const typed of ['1789', '1848', '--bootstrap-reachability=0', '0.0.0.0', '127.0.0.1']) {
      expect(ports).toContain(typed);
    }
    expect(t('setup.guide.tests')).toContain('--chainweb-version=testnet06');
    // One word: it stands in a command.
    expect(dockerCommand(t('setup.guide.key'))).toMatch(/ --mining-public-key=\S+$/);
  },
);
