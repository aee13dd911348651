/** After that long nobody waits for it any more, and it may be out of date. */
export const keptForMs = 10_000;

interface EarlyAnswer {
  readonly authorization: string;
  readonly response: Promise<Response | undefined>;
}

async function ask(
  url: string,
  authorization: string,
  signal: AbortSignal,
): Promise<Response | undefined> {
  try {
    const response = await fetch(url, { headers: { authorization }, signal });
    if (!response.ok) {
      return undefined;
    }
    // Read to its end here: of a body that nobody reads only the beginning would arrive.
    const { status, headers } = response;
    return new Response(await response.arrayBuffer(), { status, headers });
  } catch {
    // Whoever wants it will ask again, and say what it hears.
    return undefined;
  }
}

/** Answers to requests that the app has not made yet. */
export class EarlyAnswers {
  readonly #answers = new Map<string, EarlyAnswer>();
  readonly #abort = new AbortController();

  /** @param token - of the person for whom it is asked, and who alone may have the answer */
  ask(url: string, token: string): void {
    const authorization = `Bearer ${token}`;
    const response = ask(url, authorization, this.#abort.signal);
    this.#answers.set(url, { authorization, response });
    setTimeout(() => this.#answers.delete(url), keptForMs);
  }

  /** The answer to the same question of the same person, once. */
  async take(request: Request): Promise<Response | undefined> {
    const answer = this.#answers.get(request.url);
    // The cache mode says so if somebody wants to have it fresh.
    if (
      !answer ||
      request.method !== 'GET' ||
      request.cache !== 'default' ||
      request.headers.get('authorization') !== answer.authorization
    ) {
      return undefined;
    }
    this.#answers.delete(request.url);
    return unlessAborted(answer.response, request.signal);
  }

  forget(): void {
    this.#answers.clear();
    this.#abort.abort();
  }
}

/** Ends as `fetch` does when nobody wants the answer any more. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject);
  });
}
