import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RotatingLog } from '../runner/RotatingLog';
import { StatusBoard } from '../runner/StatusBoard';
import { temporaryFolder } from '../testing/folders';
import { Display, type DisplayTarget } from './Display';

describe('Display', () => {
  const folder = temporaryFolder();
  const now = '2026-01-01T00:00:00Z';

  function show(target: Partial<DisplayTarget>) {
    const board = new StatusBoard(join(folder, 'status.json'), {
      startedAt: now,
      updatedAt: now,
      tiers: [],
      portal: 'http://localhost:7007',
      parts: [
        {
          name: 'nats',
          title: 'NATS',
          tier: 'core',
          state: 'waiting',
          since: now,
          restarts: 0,
        },
      ],
      tools: [{ name: 'k6', state: 'waiting', since: now }],
    });
    const written: string[] = [];
    const path = join(folder, `${Math.random()}.log`);
    const display = new Display(board, new RotatingLog(path), {
      write: text => written.push(text),
      ...target,
    });
    display.start();
    return { board, display, written, log: () => readFileSync(path, 'utf8') };
  }

  it('prints a line per change where there is no terminal', () => {
    const { board, display, written, log } = show({});
    board.part('nats', { state: 'starting' });
    board.part('nats', { state: 'starting' });
    board.part('nats', { state: 'ready' });
    board.tool('k6', { state: 'building', message: 'compiling k6' });
    board.tool('k6', { state: 'built', message: undefined });
    display.say('All is up.');
    const lines = [
      '      0 s  nats: starting\n',
      '      0 s  nats: ready\n',
      '      0 s  tool k6: building, compiling k6\n',
      'All is up.\n',
    ];
    expect(written).toEqual(lines);
    expect(log()).toBe(lines.join(''));
    board.flush();
  });

  it('paints over its list on a terminal, then reports changes as lines', () => {
    const { board, display, written, log } = show({ isTTY: true, rows: 10 });
    display.say('Hello.');
    display.settle();
    board.part('nats', { state: 'restarting', message: 'ended by SIGKILL' });
    const text = written.join('');
    expect(text).toContain('GoReliable Portal, 0 s\n');
    // Up over the four lines painted before, and clear from there.
    expect(text).toContain('\u001b[4A\u001b[0J');
    expect(written.at(-1)).toBe(
      '      0 s  nats: restarting: ended by SIGKILL\n',
    );
    expect(log()).toContain('nats: restarting: ended by SIGKILL');
    board.flush();
  });
});
