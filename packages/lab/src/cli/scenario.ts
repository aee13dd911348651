import { z } from 'zod';
import { loadLabContext } from '../context';
import { Failure } from '../failure';

// Healing puts several things right, one after the other.
const patienceMs = 120_000;

const listSchema = z.object({
  scenarios: z.array(z.object({ name: z.string(), title: z.string() })),
});

/** `make break SCENARIO=…`; without a name, lists those that there are. */
export async function breakWith(
  scenario: string | undefined,
  env = process.env,
): Promise<void> {
  if (!scenario) {
    const answer = await ask('GET', 'scenarios', undefined, env);
    const { scenarios } = listSchema.parse(answer);
    const width = Math.max(...scenarios.map(({ name }) => name.length));
    const lines = scenarios.map(
      ({ name, title }) => `  ${name.padEnd(width)}  ${title}`,
    );
    throw new Failure(`Choose one: make break SCENARIO=…\n${lines.join('\n')}`);
  }
  say(await ask('POST', 'scenarios/break', { scenario }, env));
}

/** `make heal` */
export async function heal(env = process.env): Promise<void> {
  say(await ask('POST', 'scenarios/heal', {}, env));
}

async function ask(
  method: string,
  path: string,
  body: unknown,
  env: NodeJS.ProcessEnv,
): Promise<unknown> {
  const { urls } = loadLabContext(env);
  const answer = await fetch(`${urls.platform}/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch(error => {
    throw new Failure(
      `The lab's services do not answer at ${urls.platform} (${
        error.cause?.code ?? error.message
      }). See what runs with: make status`,
    );
  });
  const content = await answer.json();
  if (!answer.ok) {
    const { error } = z.object({ error: z.string() }).parse(content);
    throw new Failure(error);
  }
  return content;
}

function say(outcome: unknown): void {
  const { message } = z.object({ message: z.string() }).parse(outcome);
  process.stdout.write(`${message}\n`);
}
