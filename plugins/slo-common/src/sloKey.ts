/**
 * What tells one SLO from every other.
 *
 * Service and name are separate parts because Sloth joins both with a dash
 * into `sloth_id`: `a-b` + `c` and `a` + `b-c` share one. The source is a part
 * because two Prometheus servers may record the same SLO, and `partition`
 * because one store may hold the same SLO for several clusters.
 */
export interface SloKey {
  /** Name of the configured Prometheus-compatible source. */
  source: string;
  /** Sloth's `sloth_service`. */
  service: string;
  /** Sloth's `sloth_slo`. */
  name: string;
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
 * (`lab~order-service~requests-availability`).
 */
export function sloIdOf(key: SloKey): string {
  const partition = Object.entries(key.partition ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${value}`);
  return [key.source, key.service, key.name, ...partition]
    .map(encodePart)
    .join(separator);
}

/** Inverse of {@link sloIdOf}; `undefined` for what it cannot have made. */
export function parseSloId(id: string): SloKey | undefined {
  try {
    const [source, service, name, ...labels] = id
      .split(separator)
      .map(decodePart);
    if (!source || !service || !name) {
      return undefined;
    }
    const key: SloKey = { source, service, name };
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
