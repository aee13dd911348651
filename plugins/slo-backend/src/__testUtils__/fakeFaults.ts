import { ServerResponse } from 'node:http';

/** How a fake Prometheus behaves. */
export type Behaviour =
  | 'well'
  | 'hangs'
  | 'status-500'
  | 'half-json'
  | 'cut'
  | 'garbage'
  | 'login-page'
  | 'huge'
  | 'warns';

/** Behaviours that have no good answer in them. */
export type Fault = Exclude<Behaviour, 'well' | 'warns'>;

/** 200 MB, as fast as they are taken. */
function sendHuge(response: ServerResponse, question: { bytesSent: number }) {
  const block = Buffer.alloc(1_000_000, ' ');
  const more = () => {
    while (!response.destroyed && question.bytesSent < 200_000_000) {
      question.bytesSent += block.length;
      if (!response.write(block)) {
        return;
      }
    }
    response.end();
  };
  response.on('drain', more);
  more();
}

/** Half of a good answer, of which the whole was promised; then the connection ends. */
function sendHalf(response: ServerResponse, answer: object) {
  const whole = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': whole.length,
  });
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
}

/**
 * Answers badly, or not at all.
 *
 * @param question - where is told what has been taken of a huge answer
 * @param good - what would have been the answer
 */
export function sendFault(
  fault: Fault,
  response: ServerResponse,
  question: { bytesSent: number },
  good: () => object,
) {
  const json = { 'content-type': 'application/json' };
  switch (fault) {
    case 'hangs':
      return;
    case 'status-500':
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('out of memory');
      return;
    case 'half-json':
      response.writeHead(200, json);
      response.end('{"status":"success","data":{"resultType":"vec');
      return;
    case 'login-page':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<form>Please sign in</form>');
      return;
    case 'huge':
      response.writeHead(200, json);
      sendHuge(response, question);
      return;
    case 'cut':
      sendHalf(response, good());
      return;
    default:
      response.writeHead(200, json);
      response.end(
        '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"sloth_slo":7},"value":["now",NaN]}]}}',
      );
  }
}
