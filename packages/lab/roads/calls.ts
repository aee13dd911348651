import { type ClientRequest, request } from 'node:http';
import { proxyAddress } from './tlsProxy';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks as the proxy does for somebody who has called from this address. */
export function callAs(address: string, url: string): Promise<Answer> {
  const call = request(url, {
    localAddress: proxyAddress,
    headers: { 'x-forwarded-for': address, 'x-forwarded-proto': 'https' },
  });
  const answer = answerOf(call);
  call.end();
  return answer;
}

/**
 * A request whose second half is sent when it is told to: until then it is open, as one of
 * somebody with a slow line.
 */
export async function slowUpload(
  url: string,
  { token, body }: { token: string; body: string },
): Promise<{ finish(): Promise<Answer> }> {
  const call = request(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  const answer = answerOf(call);
  const half = Math.floor(body.length / 2);
  await new Promise<void>((resolve, reject) => {
    call.once('error', reject);
    call.write(body.slice(0, half), error =>
      error ? reject(error) : resolve(),
    );
  });
  return {
    finish: () => {
      call.end(body.slice(half));
      return answer;
    },
  };
}

function answerOf(call: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call.once('error', reject);
    call.once('response', async message => {
      try {
        let body = '';
        for await (const chunk of message.setEncoding('utf8')) {
          body += chunk;
        }
        resolve({ status: message.statusCode ?? 0, body });
      } catch (error) {
        reject(error);
      }
    });
  });
}
