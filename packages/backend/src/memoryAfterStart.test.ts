import { collectGarbage, giveMemoryBackAfterStart } from './memoryAfterStart';

function lifecycleOf() {
  const hooks = {
    start: [] as Array<() => void | Promise<void>>,
    stop: [] as Array<() => void | Promise<void>>,
  };
  return {
    addStartupHook: (hook: () => void | Promise<void>) =>
      void hooks.start.push(hook),
    addShutdownHook: (hook: () => void | Promise<void>) =>
      void hooks.stop.push(hook),
    start: () => hooks.start.forEach(hook => hook()),
    stop: () => hooks.stop.forEach(hook => hook()),
  };
}

describe('after the start', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('collects once', () => {
    const lifecycle = lifecycleOf();
    const collect = jest.fn();
    giveMemoryBackAfterStart(lifecycle, collect);
    jest.runAllTimers();
    expect(collect).not.toHaveBeenCalled();
    lifecycle.start();
    jest.runAllTimers();
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it('collects nothing in a process that stops already', () => {
    const lifecycle = lifecycleOf();
    const collect = jest.fn();
    giveMemoryBackAfterStart(lifecycle, collect);
    lifecycle.start();
    lifecycle.stop();
    jest.runAllTimers();
    expect(collect).not.toHaveBeenCalled();
  });
});

describe('collectGarbage', () => {
  it('frees what nobody holds', async () => {
    let waste: object | undefined = { some: 'object' };
    const reference = new WeakRef(waste);
    waste = undefined;
    // A WeakRef keeps its object until the task has ended.
    await new Promise(resolve => setImmediate(resolve));
    collectGarbage();
    expect(reference.deref()).toBeUndefined();
  });
});
