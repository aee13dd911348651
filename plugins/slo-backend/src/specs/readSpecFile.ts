import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { parseSpecs, SliPlugin } from '@goreliable/plugin-slo-common';
import { SpecFile, SpecPlace } from './types';

/** As long as what `POST /api/slo/rules` takes. */
export const longestTextBytes = 200_000;
/** Each takes some milliseconds of the server's one thread. */
const mostSlosOfFile = 100;
const readWithinMs = 15_000;
const longestMessage = 300;
const mostProblems = 5;

const nothingOf = (place: SpecPlace, failure: string): SpecFile => ({
  ...place,
  declared: [],
  problems: [],
  failure,
});

const isNamed = (error: unknown, name: string) =>
  isError(error) && error.name === name;

const tooLong = () =>
  new Error(`it is longer than ${longestTextBytes / 1_000} kB`);

/**
 * Reads one file. Whatever goes wrong becomes a problem of the file; what was
 * known of it goes on, for a server that is down has withdrawn no objective.
 *
 * @param previous - as it was read before
 * @throws only the signal's reason when aborted
 */
export async function readSpecFile(
  reader: UrlReaderService,
  place: SpecPlace,
  previous: SpecFile | undefined,
  options: {
    now: () => number;
    forgetAfterMs: number;
    sliPlugins: readonly SliPlugin[];
    signal?: AbortSignal;
  },
): Promise<SpecFile> {
  const { now, signal } = options;
  if (place.unusable !== undefined) {
    return nothingOf(place, place.unusable);
  }
  const kept = previous?.text === undefined ? undefined : previous;
  try {
    const read = await readText(reader, place, kept?.etag, signal);
    return read.text === kept?.text
      ? { ...place, ...contentOf(kept), ...read, readAtMs: now() }
      : parse(place, { ...read, readAtMs: now() }, previous, options);
  } catch (error) {
    signal?.throwIfAborted();
    if (kept && isNamed(error, 'NotModifiedError')) {
      return { ...place, ...contentOf(kept), readAtMs: now() };
    }
    const failure = `It cannot be read: ${shortened(error)}`;
    const isGone =
      isNamed(error, 'NotFoundError') &&
      now() - (kept?.readAtMs ?? 0) > options.forgetAfterMs;
    return kept && !isGone
      ? { ...place, ...contentOf(kept), failure }
      : nothingOf(place, failure);
  }
}

/** What the file says, without what has been said of the file. */
function contentOf({ text, etag, readAtMs, declared, problems }: SpecFile) {
  return {
    text,
    ...(etag !== undefined && { etag }),
    readAtMs,
    declared,
    problems,
  };
}

async function readText(
  reader: UrlReaderService,
  { location }: SpecPlace,
  etag: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ text: string; etag?: string }> {
  const timeout = AbortSignal.timeout(readWithinMs);
  const response = await reader.readUrl(location, {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...(etag !== undefined && { etag }),
  });
  const bytes = response.stream
    ? await limited(response.stream())
    : await response.buffer();
  if (bytes.length > longestTextBytes) {
    throw tooLong();
  }
  return {
    text: bytes.toString('utf8'),
    ...(response.etag !== undefined && { etag: response.etag }),
  };
}

async function limited(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Buffer);
    length += bytes.length;
    if (length > longestTextBytes) {
      // Leaving the loop destroys the stream.
      throw tooLong();
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function parse(
  place: SpecPlace,
  read: { text: string; etag?: string; readAtMs: number },
  previous: SpecFile | undefined,
  options: { sliPlugins: readonly SliPlugin[] },
): SpecFile {
  const { specs, problems } = parseSpecs(read.text, options);
  const known = new Map(
    previous?.declared.map(({ service, name, sinceMs }) => [
      `${service} ${name}`,
      sinceMs,
    ]),
  );
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${path} ${message}`.trim());
  if (specs.length > mostSlosOfFile) {
    errors.push(
      `It has ${specs.length} SLOs, of which only the first ${mostSlosOfFile} are taken: split it`,
    );
  }
  return {
    ...place,
    ...read,
    declared: specs
      .slice(0, mostSlosOfFile)
      .map(({ service, name, objective, periodDays }) => ({
        service,
        name,
        objective,
        periodDays,
        sinceMs: known.get(`${service} ${name}`) ?? read.readAtMs,
      })),
    problems: errors.slice(0, mostProblems).map(shortened),
  };
}

function shortened(problem: unknown): string {
  const text = isError(problem) ? problem.message : String(problem);
  return text.length > longestMessage
    ? `${text.slice(0, longestMessage)} …`
    : text;
}
