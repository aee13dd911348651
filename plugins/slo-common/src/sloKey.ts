/** Makers of recording rules that are not written as Sloth's are. */
export const recordingTools = ['pyrra'] as const;

/** See {@link recordingTools}. */
export type RecordingTool = (typeof recordingTools)[number];

/**
 * What tells one SLO from every other.
 *
 * Service and name are separate parts because Sloth joins both with a dash
 * into `sloth_id`: `a-b` + `c` and `a` + `b-c` share one. The source is a part
 * because two Prometheus servers may record the same SLO, `partition` because
 * one store may hold the same SLO for several clusters, and `tool` because
 * Sloth and Pyrra may record SLOs of one name side by side.
 */
export interface SloKey {
  /** Name of the configured Prometheus-compatible source. */
  source: string;
  /** Sloth's `sloth_service`; of Pyrra the label `service`, else the name of the SLO. */
  service: string;
  /** Sloth's `sloth_slo`, Pyrra's `slo`. */
  name: string;
  /** Whose rules record it; absent for Sloth's, which have other labels. */
  tool?: RecordingTool;
  /** Values of the source's `keyLabels`, e.g. `{ cluster: 'eu' }`. */
  partition?: Record<string, string>;
}

const separator = '~';

/** Keeps what needs no escape in a URL path; other bytes become `=XX`. */
function encodePart(part: string): string {
  return part.replace(/[^A-Za-z0-9._-]/gu, character =>
    Array.from(
      new TextEncoder().encode(character),
      byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  );
}

function decodePart(part: string): string {
  return decodeURIComponent(part.replace(/=/g, '%'));
}

/**
 * The SLO's id: reversible, stable across restarts and replicas, and made only
 * of characters that a URL path carries unescaped, so that links stay readable
 * (`lab~order-service~requests-availability`, `lab~shop~errors~pyrra`).
 */
export function sloIdOf(key: SloKey): string {
  const partition = Object.entries(key.partition ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${value}`);
  const tool = key.tool ? [key.tool] : [];
  return [key.source, key.service, key.name, ...tool, ...partition]
    .map(encodePart)
    .join(separator);
}

/** Inverse of {@link sloIdOf}; `undefined` for what it cannot have made. */
export function parseSloId(id: string): SloKey | undefined {
  try {
    const [source, service, name, ...rest] = id
      .split(separator)
      .map(decodePart);
    if (!source || !service || !name) {
      return undefined;
    }
    const key: SloKey = { source, service, name };
    // A label has an equals sign, which no name of a tool has.
    const tool = recordingTools.find(each => each === rest[0]);
    if (tool) {
      key.tool = tool;
    }
    const labels = tool ? rest.slice(1) : rest;
    if (labels.length > 0) {
      key.partition = Object.fromEntries(
        labels.map(label => {
          const equals = label.indexOf('=');
          return [label.slice(0, equals), label.slice(equals + 1)];
        }),
      );
    }
    return sloIdOf(key) === id ? key : undefined;
  } catch {
    // decodeURIComponent throws on bytes that are not UTF-8.
    return undefined;
  }
}
