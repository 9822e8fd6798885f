import { expect, it } from 'vitest';
import { createAnnouncer } from './announcer.ts';

it('calls every listener of that name, until it stops listening', () => {
  const { announce, listen } = createAnnouncer();
  const received: string[] = [];
  const undo = listen('origins', ({ node }) => received.push(`first ${node?.file}`));
  listen('origins', ({ node }) => received.push(`second ${node?.file}`));
  listen('closeAsked', () => received.push('another announcement'));
  announce('origins', { node: { file: 'a.yaml', value: 'a:1' } });
  undo();
  announce('origins', { node: { file: 'b.yaml', value: 'b:1' } });
  expect(received).toEqual(['first a.yaml', 'second a.yaml', 'second b.yaml']);
});
