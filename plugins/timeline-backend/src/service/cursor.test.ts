import { InputError } from '@backstage/errors';
import { decodeCursor, encodeCursor, positionOf } from './cursor';
import { testEvent, testStartMs } from '../__testUtils__/events';

it('a cursor goes there and back, in characters safe for an address', () => {
  const position = positionOf(testEvent('a?&=/+%', 0));
  expect(position.atMs).toBe(testStartMs);
  const cursor = encodeCursor(position);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(cursor)).toEqual(position);
});

it.each([
  '',
  'x',
  Buffer.from('[1]').toString('base64url'),
  Buffer.from('["1","a"]').toString('base64url'),
  Buffer.from('[1.5,"a"]').toString('base64url'),
  // PostgreSQL takes no NUL, not even in a question.
  Buffer.from('[1,"test:a\\u0000"]').toString('base64url'),
  Buffer.from('[1,"no-source"]').toString('base64url'),
  Buffer.from('{"atMs":1}').toString('base64url'),
])('%j is no cursor', cursor => {
  expect(() => decodeCursor(cursor)).toThrow(InputError);
});
