import { isMap, isSeq, YAMLMap, YAMLSeq } from 'yaml';
import { SloSpec } from '../specs';
import { documentsOf, isManaged, textAt } from './specDocuments';
import { toSlothItem, toYaml } from './writeSpec';
import {
  changesTo,
  columnOf,
  indented,
  spliced,
  withChanges,
} from './yamlEdits';

type SlothFormat = 'sloth' | 'sloth-kubernetes';

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

/**
 * Puts an SLO into a file of Sloth's, in either of its forms.
 *
 * @param wanted - the name that it has in the file, if it is there
 * @returns `undefined` if none of the documents is of its service
 */
export function putSloth(
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
