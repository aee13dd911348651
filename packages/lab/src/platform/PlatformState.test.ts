import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { PlatformState, type ReleasedService } from './PlatformState';

const folder = temporaryFolder();

const released: ReleasedService = {
  commit: 'a',
  version: '1',
  settingsDigest: 'b',
  settings: {},
  at: '2026-05-04T10:00:00.000Z',
  sequence: 1,
};

describe('PlatformState', () => {
  it('gives each new service a pair of ports for good', () => {
    const path = join(folder, 'ports.json');
    const state = new PlatformState(path);
    const own = { http: 7110, admin: 7111 };
    expect(state.portsOf('order-service', own, 7200)).toBe(own);
    expect(state.portsOf('one', undefined, 7200)).toEqual({
      http: 7200,
      admin: 7201,
    });
    expect(state.portsOf('two', undefined, 7200).http).toBe(7202);
    const later = new PlatformState(path);
    expect(later.portsOf('one', undefined, 7200).http).toBe(7200);
    later.forget('one');
    expect(later.portsOf('three', undefined, 7200).http).toBe(7200);
    expect(later.portsOf('two', undefined, 7200).http).toBe(7202);
  });

  it('moves a service on past the pairs that others have', () => {
    const state = new PlatformState(join(folder, 'moved.json'));
    state.portsOf('one', undefined, 7200);
    state.portsOf('two', undefined, 7200);
    state.moveOn('one');
    expect(state.portsOf('one', undefined, 7200).http).toBe(7204);
    expect(state.portsOf('two', undefined, 7200).http).toBe(7202);
  });

  it('remembers releases until a service is gone', () => {
    const path = join(folder, 'releases.json');
    new PlatformState(path).setReleased('one', released);
    const state = new PlatformState(path);
    expect(state.released).toEqual({ one: released });
    state.forget('one');
    expect(new PlatformState(path).released).toEqual({});
  });

  it('counts each seeded service once', () => {
    const state = new PlatformState(join(folder, 'seeded.json'));
    state.setSeeded(['a', 'b']);
    state.setSeeded(['b', 'c']);
    expect(state.seeded).toEqual(['a', 'b', 'c']);
  });

  it('refuses a file that is not its own', () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, '{"ports": 1}');
    expect(() => new PlatformState(path)).toThrow(/ports/);
  });
});
