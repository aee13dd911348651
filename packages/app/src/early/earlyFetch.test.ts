import { earlyFetch } from './earlyFetch';
import type { EarlyWindow } from './types';

const early = new Response('early');
const later = new Response('later');
const request = new Request('http://portal.example/api/slo/overview');

function setUp(answer: Response | undefined) {
  const takeAnswer = jest.fn(async (_: Request) => answer);
  (window as EarlyWindow).goreliableEarly = {
    takeAnswer,
    takeSession: async () => undefined,
    forget: () => {},
  };
  const next = jest.fn(async () => later);
  return { takeAnswer, next, fetch: earlyFetch.apply(next) };
}

afterEach(() => {
  delete (window as EarlyWindow).goreliableEarly;
});

it('answers with what was asked early', async () => {
  const { fetch, next } = setUp(early);
  expect(await fetch(request)).toBe(early);
  expect(next).not.toHaveBeenCalled();
});

it('asks for what was not', async () => {
  const { fetch, next } = setUp(undefined);
  expect(await fetch(request)).toBe(later);
  expect(next).toHaveBeenCalledWith(request, undefined);
});

it('asks where nothing is early', async () => {
  const { fetch } = setUp(early);
  delete (window as EarlyWindow).goreliableEarly;
  expect(await fetch(request)).toBe(later);
});

it('leaves what has no token yet as it is', async () => {
  const { fetch, next, takeAnswer } = setUp(early);
  await fetch(request.url, { method: 'POST', body: '{}' });
  expect(takeAnswer).not.toHaveBeenCalled();
  expect(next).toHaveBeenCalledWith(request.url, {
    method: 'POST',
    body: '{}',
  });
});
