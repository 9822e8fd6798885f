import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { InTurn } from './in-turn.tsx';

it('shows only the first ones at once', () => {
  const page = (
    <InTurn atOnce={2}>
      <i>1</i>
      <i>2</i>
      <i>3</i>
    </InTurn>
  );
  expect(renderToStaticMarkup(page)).toBe('<i>1</i><i>2</i>');
});
