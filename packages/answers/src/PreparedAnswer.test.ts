import express from 'express';
import request from 'supertest';
import { AnswerAtHand, answerAtHandOf } from './answerAtHand';
import { PreparedAnswer, Validity } from './PreparedAnswer';

const answer = new PreparedAnswer({ slos: ['a', 'b'] });

function setUp(validity?: Validity) {
  const offers: (AnswerAtHand | undefined)[] = [];
  const app = express();
  app.get('/', async (asked, response) => {
    await answer.send(asked, response, validity);
    offers.push(answerAtHandOf(response));
  });
  return { offers, ask: () => request(app).get('/') };
}

describe('PreparedAnswer', () => {
  const validity = { untilMs: 5, isCurrent: () => true };

  it('may be given again as it was sent', async () => {
    const { offers, ask } = setUp(validity);
    const { body } = await ask().set('accept-encoding', 'gzip');
    expect(body).toEqual({ slos: ['a', 'b'] });
    expect(offers).toEqual([
      { etag: answer.etag, body: await answer.body('gzip'), ...validity },
    ]);
  });

  it('may be said again not to have changed', async () => {
    const { offers, ask } = setUp(validity);
    await ask().set('if-none-match', answer.etag).expect(304);
    expect(offers).toEqual([{ etag: answer.etag, ...validity }]);
  });

  it('is not given again where nobody said for how long it holds', async () => {
    const { offers, ask } = setUp();
    await ask().expect(200);
    await ask().set('if-none-match', answer.etag).expect(304);
    expect(offers).toEqual([undefined, undefined]);
  });
});
