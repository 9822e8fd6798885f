import { describe, expect, it } from 'vitest';
import { authorizeByRules } from './access-rules.ts';
import type { AuthorizeRules } from './access-rules.ts';
import type { AuthorizeRequest } from './authorization.ts';
import { rigName } from '../rig-name.ts';

const OPEN: AuthorizeRules = { allowedRigs: null, password: null, askFirst: null };
const request = (user: string, password = 'x', address = '10.0.0.2'): AuthorizeRequest => ({
  user,
  rig: rigName(user),
  password,
  peer: { address, agent: null },
  gone: new AbortController().signal,
});

describe('access rules', () => {
  it('accepts every machine without rules', async () => {
    expect(await authorizeByRules(OPEN)(request('anyone'))).toEqual({ accepted: true });
  });

  it('knows rigs by name, in either case, with or without the account', async () => {
    const authorize = authorizeByRules({ ...OPEN, allowedRigs: ['Garage', 'k:ab.cellar'] });
    for (const user of ['garage', 'k:ab.GARAGE', 'k:ab.cellar']) {
      expect(await authorize(request(user))).toEqual({ accepted: true });
    }
    for (const user of ['attic', 'k:ab', 'garage.x', '']) {
      const refusal = { kind: 'rig-not-listed', rig: rigName(user) };
      expect(await authorize(request(user))).toEqual({ accepted: false, refusal });
    }
  });

  it('requires the password, which may carry options', async () => {
    const authorize = authorizeByRules({ ...OPEN, password: 'open sesame' });
    expect(await authorize(request('a', 'open sesame'))).toEqual({ accepted: true });
    expect(await authorize(request('a', 'open sesame, d=44'))).toEqual({ accepted: true });
    expect(await authorize(request('a', 'd=44'))).toMatchObject({
      refusal: { kind: 'wrong-password' },
    });
  });

  it('asks the user once per rig and address and keeps to the answer', async () => {
    const asked: string[] = [];
    const authorize = authorizeByRules({
      ...OPEN,
      askFirst: ({ rig }) => {
        asked.push(rig);
        return Promise.resolve(rig === 'mine');
      },
    });
    expect(await authorize(request('a.mine'))).toEqual({ accepted: true });
    expect(await authorize(request('a.mine'))).toEqual({ accepted: true });
    const declined = { accepted: false, refusal: { kind: 'declined' } };
    expect(await authorize(request('a.theirs'))).toEqual(declined);
    expect(await authorize(request('a.theirs'))).toEqual(declined);
    await authorize(request('a.mine', 'x', '10.0.0.3'));
    expect(asked).toEqual(['mine', 'theirs', 'mine']);
  });

  it('refuses a machine where too many of its address wait for an answer', async () => {
    const authorize = authorizeByRules({ ...OPEN, askFirst: () => new Promise(() => undefined) });
    for (let rig = 0; rig < 4; rig++) void authorize(request(`a.${rig}`));
    expect(await authorize(request('a.one-more'))).toEqual({
      accepted: false,
      refusal: { kind: 'too-many-waiting', where: 'address' },
    });
  });

  it('accepts a rig that was let in, whatever the list or an answer says, but not without the password', async () => {
    const letIn = new Set<string>();
    const rules = { ...OPEN, letIn, password: 'sesame' };
    const listed = authorizeByRules({ ...rules, allowedRigs: ['garage'] });
    const asking = authorizeByRules({ ...rules, askFirst: () => Promise.resolve(false) });
    for (const authorize of [listed, asking]) {
      letIn.clear();
      expect(await authorize(request('a.Shed', 'sesame'))).toMatchObject({ accepted: false });
      letIn.add('shed');
      expect(await authorize(request('a.Shed', 'sesame'))).toEqual({ accepted: true });
      expect(await authorize(request('a.Shed', 'x'))).toMatchObject({ accepted: false });
      expect(await authorize(request('a.attic', 'sesame'))).toMatchObject({ accepted: false });
    }
  });

  it('asks about rigs that are not on the list, or refuses them while it does not ask', async () => {
    const asked: string[] = [];
    let isOn = true;
    const drops: ((dropped: null) => void)[] = [];
    const authorize = authorizeByRules({
      ...{ ...OPEN, allowedRigs: ['garage'], isAsking: () => isOn },
      askFirst: ({ rig }) => {
        asked.push(rig);
        return new Promise((resolve) => drops.push(resolve));
      },
    });
    const accepted = { accepted: true };
    const refused = { accepted: false, refusal: { kind: 'rig-not-listed', rig: 'shed' } };
    expect(await authorize(request('a.garage'))).toEqual(accepted);
    const waiting = authorize(request('a.shed'));
    isOn = false;
    drops[0]?.(null);
    expect(await waiting).toEqual(refused);
    expect(await authorize(request('a.shed'))).toEqual(refused);
    expect(await authorize(request('a.garage'))).toEqual(accepted);
    isOn = true;
    void authorize(request('a.shed'));
    // It was not answered before.
    expect(asked).toEqual(['shed', 'shed']);
  });

  it('asks again when the question failed', async () => {
    let count = 0;
    const authorize = authorizeByRules({
      ...OPEN,
      askFirst: () => (count++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve(true)),
    });
    await expect(authorize(request('a'))).rejects.toThrow('no');
    expect(await authorize(request('a'))).toEqual({ accepted: true });
  });
});
