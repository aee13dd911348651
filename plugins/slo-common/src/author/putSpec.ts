import { anySliPlugin, parseSpecs, SloSpec } from '../specs';
import { putOpenSlo } from './putOpenSlo';
import { putSloth } from './putSloth';
import { writeSpec } from './writeSpec';

/** What putting an SLO into a file comes to. */
export type PutSpec =
  | {
      kind: 'written';
      text: string;
      change: 'added' | 'changed' | 'unchanged';
    }
  | {
      kind: 'refused';
      /** Why, and what to do, in a sentence. */
      reason: string;
    };

/**
 * Puts an SLO into a file of specs: in the place of the one with its name, else
 * beside the others of its service, else as a document of its own. Everything
 * else in the file, comments too, stays as it is.
 *
 * @param text - of the file; `undefined` if there is none yet
 * @param options.replaces - the name that it had before, if it has a new one
 */
export function putSpec(
  text: string | undefined,
  spec: SloSpec,
  options: { replaces?: string } = {},
): PutSpec {
  if (text === undefined || text.trim() === '') {
    return { kind: 'written', text: writeSpec(spec), change: 'added' };
  }
  const before = parseSpecs(text, { sliPlugins: anySliPlugin });
  const broken = before.problems.find(({ severity }) => severity === 'error');
  if (broken) {
    return {
      kind: 'refused',
      reason: `The file has an error, so nothing is changed in it: ${
        broken.path || 'it'
      } ${broken.message}`,
    };
  }
  const wanted = options.replaces ?? spec.name;
  const edited =
    spec.origin.format === 'openslo'
      ? putOpenSlo(text, spec, wanted)
      : putSloth(text, spec, wanted);
  const result = edited ?? withDocument(text, spec);
  return checked(before.specs, spec, wanted, result)
    ? {
        kind: 'written',
        text: result,
        change: changeOf(text, result, before.specs, spec, wanted),
      }
    : {
        kind: 'refused',
        reason:
          'The file is written in a way that cannot be changed without touching other SLOs in it: take over the text by hand',
      };
}

function changeOf(
  text: string,
  result: string,
  before: readonly SloSpec[],
  spec: SloSpec,
  wanted: string,
) {
  if (text === result) {
    return 'unchanged';
  }
  const had = before.some(
    other => other.service === spec.service && other.name === wanted,
  );
  return had ? 'changed' : 'added';
}

const withoutOrigin = ({ origin, ...spec }: SloSpec) => spec;

function serialised(spec: SloSpec): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value;
  return JSON.stringify(withoutOrigin(spec), sorted);
}

/** A plugin's queries are not known here, and so do not count beside its options. */
const indicator = ({ sli, sliPlugin }: SloSpec) =>
  JSON.stringify(sliPlugin ?? sli);

/** That the file says what it should, and of the others what it has said. */
function checked(
  before: readonly SloSpec[],
  spec: SloSpec,
  replaced: string,
  result: string,
): boolean {
  const after = parseSpecs(result, { sliPlugins: anySliPlugin });
  if (after.problems.some(({ severity }) => severity === 'error')) {
    return false;
  }
  const isOther = (name: string) => (other: SloSpec) =>
    other.service !== spec.service || other.name !== name;
  const others = before.filter(isOther(replaced)).map(serialised).sort();
  const left = after.specs.filter(isOther(spec.name)).map(serialised).sort();
  return (
    after.specs.some(
      written =>
        written.service === spec.service &&
        written.name === spec.name &&
        written.objectivePercent === spec.objectivePercent &&
        indicator(written) === indicator(spec),
    ) && JSON.stringify(others) === JSON.stringify(left)
  );
}

function withDocument(text: string, spec: SloSpec): string {
  return `${text.trimEnd()}\n---\n${writeSpec(spec)}`;
}
