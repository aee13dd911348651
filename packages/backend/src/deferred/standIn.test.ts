import { standIn } from './standIn';

describe('standIn', () => {
  it('loads when somebody looks at an export, once', () => {
    const load = jest.fn(() => ({ greet: () => 'hello' }));
    const exports = standIn('names', load) as { greet(): string };
    expect(typeof exports).toBe('object');
    expect('default' in exports).toBe(false);
    expect(load).not.toHaveBeenCalled();
    expect(exports.greet()).toBe('hello');
    expect(exports.greet()).toBe('hello');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says that it has a default, and what it is', () => {
    const load = jest.fn(() => ({ default: 'all', one: 1 }));
    const exports = standIn('names with default', load);
    expect('default' in exports).toBe(true);
    expect(load).not.toHaveBeenCalled();
    expect(exports).toHaveProperty('default', 'all');
  });

  it('is called and constructed as the function that it stands for', () => {
    class Client {
      constructor(readonly address: string) {}
    }
    const load = jest.fn(() => Client);
    const StandIn = standIn('function', load) as typeof Client;
    expect(typeof StandIn).toBe('function');
    expect(load).not.toHaveBeenCalled();
    const client = new StandIn('here');
    expect(client).toBeInstanceOf(Client);
    expect(client.address).toBe('here');
    const called = standIn('function', () => (word: string) => `${word}!`);
    expect((called as (word: string) => string)('hello')).toBe('hello!');
  });

  it('can be copied, whatever the properties of its module are', () => {
    const made = Object.defineProperty({ two: 2 }, 'one', {
      enumerable: true,
      get: () => 1,
    });
    const exports = standIn('names', () => made);
    expect({ ...exports }).toEqual({ one: 1, two: 2 });
    expect(Object.getOwnPropertyDescriptor(exports, 'one')).toMatchObject({
      enumerable: true,
    });
    expect('two' in exports).toBe(true);
  });

  it('changes its module, and gives what is its own without it', () => {
    const made = { word: 'old' };
    const load = jest.fn(() => made);
    const exports = standIn('names', load, { mine: 1 }) as Record<
      string,
      unknown
    >;
    expect(exports.mine).toBe(1);
    expect(load).not.toHaveBeenCalled();
    exports.word = 'new';
    expect(made.word).toBe('new');
  });
});
