/** The steps of server/Containerfile, and how they are taken in a clean root where no container engine runs. */
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROJECT_FOLDER } from '../support/launch-app.ts';
import type { CleanRoot } from './clean-root.ts';

export interface ContainerStep {
  /** `COPY`, `RUN`, … */
  readonly name: string;
  /** The rest of the line. */
  readonly text: string;
}

/** How a container is started. */
export interface ContainerStart {
  readonly environment: Readonly<Record<string, string>>;
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** As server/Containerfile.dockerignore has it. */
const LEFT_OUT = /[\\/]tests$|\.test\.ts$/;

/** Steps that change nothing in a folder. */
const FOR_ENGINES = ['EXPOSE', 'VOLUME', 'USER'];

async function readSteps(): Promise<readonly ContainerStep[]> {
  const text = await readFile(join(PROJECT_FOLDER, 'server', 'Containerfile'), 'utf8');
  const lines = text.replace(/\\\n\s*/g, ' ').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...rest] = line.split(' ');
      return { name, text: rest.join(' ') };
    });
}

/**
 * Takes all steps in order. A stage is not a root of its own here: what it has in its working folder is put aside under
 * its name when the next begins, but packages of Debian that it has installed stay.
 * @param environment for the steps `RUN`
 * @throws Error on a step that it does not know
 */
export async function takeSteps(
  root: CleanRoot,
  environment: Readonly<Record<string, string>>,
): Promise<ContainerStart> {
  let stage = '';
  let folder = '/';
  const set: Record<string, string> = {};
  let entryPoint: readonly string[] = [];
  let command: readonly string[] = [];
  let healthCheck: readonly string[] = [];

  async function copy(words: readonly string[]): Promise<void> {
    const from = /^--from=(.*)$/.exec(words[0] ?? '')?.[1];
    const named = from === undefined ? words : words.slice(1);
    const target = named.at(-1)!;
    for (const name of named.slice(0, -1)) {
      const source =
        from === undefined ? join(PROJECT_FOLDER, name) : join(root.folder, 'stages', from, name);
      const into = target === './' ? join(folder, name) : join(folder, target);
      const place = join(root.folder, into);
      await mkdir(dirname(place), { recursive: true });
      await cp(source, place, { recursive: true, filter: (path) => !LEFT_OUT.test(path) });
    }
  }

  for (const { name, text } of await readSteps()) {
    if (name === 'FROM') {
      if (stage !== '') await putAside(root, folder, stage);
      stage = / AS (\S+)$/.exec(text)?.[1] ?? 'last';
      folder = '/';
    } else if (name === 'WORKDIR') {
      folder = text;
      await mkdir(join(root.folder, folder), { recursive: true });
    } else if (name === 'COPY') {
      await copy(text.split(' '));
    } else if (name === 'RUN') {
      const variables = Object.entries({ ...environment, ...set }).map(
        ([key, value]) => `${key}=${value}`,
      );
      await root.run('env', '-C', folder, ...variables, 'sh', '-c', text);
    } else if (name === 'ENV') {
      const [key = '', value = ''] = text.split('=');
      set[key] = value;
    } else if (name === 'ENTRYPOINT') {
      entryPoint = JSON.parse(text) as string[];
    } else if (name === 'CMD') {
      command = JSON.parse(text) as string[];
    } else if (name === 'HEALTHCHECK') {
      healthCheck = JSON.parse(/CMD (\[.*\])$/.exec(text)?.[1] ?? 'null') as string[];
    } else if (!FOR_ENGINES.includes(name)) {
      throw new Error(`a step that the test does not take: ${name} ${text}`);
    }
  }
  return { environment: set, entryPoint, command, healthCheck };
}

/** `COPY --from` names files by their place in the stage. */
async function putAside(root: CleanRoot, folder: string, stage: string): Promise<void> {
  const kept = join(root.folder, 'stages', stage, folder);
  await mkdir(dirname(kept), { recursive: true });
  await cp(join(root.folder, folder), kept, { recursive: true, verbatimSymlinks: true });
  await rm(join(root.folder, folder), { recursive: true });
}
