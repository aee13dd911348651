import { Slo, sloIdOf, SpecFileProblem } from '@goreliable/plugin-slo-common';
import { DeclaredSlo, SpecFile } from './types';

/** An SLO that a file declares, and the source that is to record it. */
export interface PlacedSlo extends DeclaredSlo {
  source: string;
  file: SpecFile;
}

const keyOf = ({ service, name }: { service: string; name: string }) =>
  `${service}\n${name}`;

/**
 * The SLOs of files that no source records. A file whose source the
 * configuration does not name is for the first source; but what any source
 * records is recorded.
 *
 * @param sources - names of the configured sources
 * @param recorded - SLOs that the sources record, or have recorded not long ago
 */
export function unrecordedSlos(
  files: readonly SpecFile[],
  sources: readonly string[],
  recorded: readonly Pick<Slo, 'source' | 'service' | 'name' | 'tool'>[],
): PlacedSlo[] {
  const known = new Map<string, Set<string>>();
  for (const slo of recorded.filter(({ tool }) => tool === undefined)) {
    const key = keyOf(slo);
    known.set(key, (known.get(key) ?? new Set()).add(slo.source));
  }
  const listed = new Map<string, PlacedSlo>();
  for (const file of files) {
    const source = file.source ?? sources.at(0);
    if (source === undefined || !sources.includes(source)) {
      continue;
    }
    for (const declared of file.declared) {
      const recordedIn = known.get(keyOf(declared));
      const isRecorded =
        file.source === undefined
          ? recordedIn !== undefined
          : recordedIn?.has(file.source);
      const id = sloIdOf({
        source,
        service: declared.service,
        name: declared.name,
      });
      if (!isRecorded && !listed.has(id)) {
        listed.set(id, { ...declared, source, file });
      }
    }
  }
  return [...listed.values()];
}

/**
 * The file that declares an SLO, if one does. One whose source the
 * configuration names speaks of SLOs of that source only.
 */
export function fileOf(
  files: readonly SpecFile[],
  slo: Pick<Slo, 'source' | 'service' | 'name' | 'tool'>,
): SpecFile | undefined {
  return slo.tool === undefined
    ? files.find(
        file =>
          (file.source === undefined || file.source === slo.source) &&
          file.declared.some(declared => keyOf(declared) === keyOf(slo)),
      )
    : undefined;
}

/** What is wrong with files, in words; the same SLO in two of them too. */
export function problemsOf(files: readonly SpecFile[]): SpecFileProblem[] {
  const first = new Map<string, string>();
  return files.flatMap(file => {
    const { location, entity, declared, problems, failure } = file;
    const repeated = declared.flatMap(slo => {
      const key = `${file.source ?? ''}\n${keyOf(slo)}`;
      const other = first.get(key);
      first.set(key, other ?? location);
      return other === undefined
        ? []
        : [`${slo.service} ${slo.name} is declared by ${other}, too`];
    });
    const messages = [
      ...(failure === undefined ? [] : [failure]),
      ...problems,
      ...repeated,
    ];
    return messages.map(message => ({
      location,
      message,
      ...(entity && { entityRef: entity.entityRef }),
      owners: entity?.owners ?? [],
    }));
  });
}
