import fc from 'fast-check';
import { parseSloId, sloIdOf } from './sloKey';

const part = fc.string({ unit: 'grapheme', minLength: 1 });

describe('SLO ids', () => {
  it('are readable for ordinary names', () => {
    expect(
      sloIdOf({
        source: 'lab',
        service: 'order-service',
        name: 'requests-availability',
      }),
    ).toBe('lab~order-service~requests-availability');
  });

  it('tell apart what sloth_id does not', () => {
    expect(sloIdOf({ source: 's', service: 'a-b', name: 'c' })).not.toBe(
      sloIdOf({ source: 's', service: 'a', name: 'b-c' }),
    );
  });

  it('hold the partition, in one order', () => {
    const key = { source: 's', service: 'a', name: 'b' };
    expect(sloIdOf({ ...key, partition: { region: 'x', cluster: 'eu' } })).toBe(
      's~a~b~cluster=3Deu~region=3Dx',
    );
    expect(parseSloId('s~a~b~cluster=3Deu')).toEqual({
      ...key,
      partition: { cluster: 'eu' },
    });
  });

  it('tell apart what Sloth and Pyrra record under one name', () => {
    const key = { source: 's', service: 'a', name: 'b' };
    const partition = { cluster: 'eu' };
    const ids = [
      sloIdOf({ ...key, partition }),
      sloIdOf({ ...key, tool: 'pyrra', partition }),
    ];
    expect(ids).toEqual(['s~a~b~cluster=3Deu', 's~a~b~pyrra~cluster=3Deu']);
    expect(ids.map(parseSloId)).toEqual([
      { ...key, partition },
      { ...key, tool: 'pyrra', partition },
    ]);
  });

  it('can be parsed back and need no escape in a path', () => {
    fc.assert(
      fc.property(part, part, part, (source, service, name) => {
        const id = sloIdOf({ source, service, name });
        expect(id).toMatch(/^[A-Za-z0-9._~=-]+$/);
        expect(parseSloId(id)).toEqual({ source, service, name });
      }),
    );
  });

  it.each([
    '',
    'a',
    'a~b',
    'a~~c',
    'a~b~=zz',
    'a~b~=FF',
    'a~b~/',
    'a~b~c~other',
    'a~b~c~cluster=3Deu~pyrra',
  ])('are not %p', id => {
    expect(parseSloId(id)).toBeUndefined();
  });
});
