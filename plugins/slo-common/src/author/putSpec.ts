import {
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { parseSpecs, SloSpec } from '../specs';
import { openSloName } from './draft';
import { toOpenSloDocument, toSlothItem, toYaml, writeSpec } from './writeSpec';
import {
  changesTo,
  columnOf,
  indented,
  spliced,
  withChanges,
} from './yamlEdits';

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

type SlothFormat = 'sloth' | 'sloth-kubernetes';

/** What the form can empty; all else that it does not know stays. */
const managed = [
  /^description$/,
  /^sli\./,
  /^alerting\.annotations\.(summary|runbook_url)$/,
  /^alerting\.(page_alert|ticket_alert|pageAlert|ticketAlert)\.disable$/,
  /^spec\.description$/,
  /^spec\.indicator\.spec\.ratioMetric\./,
];

const isManaged = (path: readonly string[]) =>
  managed.some(pattern => pattern.test(path.join('.')));

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
  const before = parseSpecs(text);
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

/** That the file says what it should, and of the others what it has said. */
function checked(
  before: readonly SloSpec[],
  spec: SloSpec,
  replaced: string,
  result: string,
): boolean {
  const after = parseSpecs(result);
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
        JSON.stringify(written.sli) === JSON.stringify(spec.sli),
    ) && JSON.stringify(others) === JSON.stringify(left)
  );
}

function withDocument(text: string, spec: SloSpec): string {
  return `${text.trimEnd()}\n---\n${writeSpec(spec)}`;
}

function documentsOf(text: string): YAMLMap[] {
  return [...parseAllDocuments(text, { version: '1.1' })].flatMap(document =>
    'contents' in document && isMap(document.contents)
      ? [document.contents]
      : [],
  );
}

function slothPlace(
  map: YAMLMap,
): { format: SlothFormat; at: string[] } | undefined {
  if (map.get('version') === 'prometheus/v1') {
    return { format: 'sloth', at: [] };
  }
  return map.get('kind') === 'PrometheusServiceLevel'
    ? { format: 'sloth-kubernetes', at: ['spec'] }
    : undefined;
}

const textAt = (map: YAMLMap, path: readonly string[]): string => {
  const node = map.getIn(path, true);
  return isScalar(node) ? String(node.value) : '';
};

function putSloth(
  text: string,
  spec: SloSpec,
  wanted: string,
): string | undefined {
  const places = documentsOf(text).flatMap(map => {
    const place = slothPlace(map);
    const list = place && map.getIn([...place.at, 'slos'], true);
    return place &&
      isSeq(list) &&
      textAt(map, [...place.at, 'service']) === spec.service
      ? [{ map, list, ...place }]
      : [];
  });
  for (const { map, list, format, at } of places) {
    const item = list.items.find(
      each => isMap(each) && textAt(each, ['name']) === wanted,
    );
    if (isMap(item)) {
      const target = toSlothItem(spec, format, labelsOf(map, at));
      return withChanges(
        text,
        item,
        changesTo(item.toJSON(), target, isManaged),
      );
    }
  }
  const [first] = places;
  return (
    first &&
    withItem(
      text,
      first.list,
      toSlothItem(spec, first.format, labelsOf(first.map, first.at)),
    )
  );
}

function labelsOf(map: YAMLMap, at: readonly string[]): Record<string, string> {
  const labels = map.getIn([...at, 'labels'], true);
  return isMap(labels)
    ? Object.fromEntries(
        Object.entries(labels.toJSON()).map(([key, value]) => [
          key,
          String(value),
        ]),
      )
    : {};
}

/** Adds an item behind the last one of a list in block style. */
function withItem(
  text: string,
  list: YAMLSeq,
  item: unknown,
): string | undefined {
  const last = list.items.at(-1);
  if (!isMap(last) || !last.range || list.flow) {
    return undefined;
  }
  const [from, to] = last.range;
  const dash = text.lastIndexOf('-', from - 1);
  const between = text.slice(dash + 1, from);
  if (dash < 0 || between.trim() !== '') {
    return undefined;
  }
  const margin = columnOf(text, dash);
  const body = `- ${indented(toYaml(item).trimEnd(), 2)}`;
  const lineEnd = text.slice(0, to).endsWith('\n') ? to : endOfLine(text, to);
  const isOpen = lineEnd > 0 && text[lineEnd - 1] !== '\n';
  return spliced(text, [
    {
      from: lineEnd,
      to: lineEnd,
      text: `${isOpen ? '\n' : ''}${' '.repeat(margin)}${indented(
        body,
        margin,
      )}\n`,
    },
  ]);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function putOpenSlo(
  text: string,
  spec: SloSpec,
  wanted: string,
): string | undefined {
  const map = documentsOf(text).find(
    each =>
      each.get('apiVersion') === 'openslo/v1' &&
      each.get('kind') === 'SLO' &&
      textAt(each, ['metadata', 'name']) === openSloName(wanted) &&
      textAt(each, ['spec', 'service']) === spec.service,
  );
  if (!map) {
    return undefined;
  }
  const {
    spec: target,
    metadata,
    ...rest
  } = toOpenSloDocument(spec) as {
    spec: Record<string, unknown>;
    metadata: unknown;
  };
  const { objectives, timeWindow, indicator, ...body } = target;
  const present = parseSpecs(text).specs.find(
    ({ service, name }) => service === spec.service && name === wanted,
  );
  // It can be written in more ways than one: as it is, as long as it says the same.
  const isSameSli = JSON.stringify(present?.sli) === JSON.stringify(spec.sli);
  const wantedBody = isSameSli ? body : { ...body, indicator };
  const changes = changesTo(
    map.toJSON(),
    { ...rest, metadata, spec: wantedBody },
    path => isManaged(path) && !(isSameSli && path[1] === 'indicator'),
  );
  return withChanges(text, map, [
    ...changes,
    ...(present?.objectivePercent === spec.objectivePercent
      ? []
      : [{ path: ['spec', 'objectives'], value: objectives }]),
    ...(present?.periodDays === spec.periodDays
      ? []
      : [{ path: ['spec', 'timeWindow'], value: timeWindow }]),
  ]);
}
