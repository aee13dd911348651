import { SloKey, sloIdOf } from '@goreliable/plugin-slo-common';

/** The key of the SLO a series belongs to; `undefined` if it belongs to none. */
export function sloKeyOf(
  labels: Record<string, string>,
  source: string,
  keyLabels: readonly string[],
): SloKey | undefined {
  const key = keyOfTool(labels, source);
  if (!key) {
    return undefined;
  }
  const partition = keyLabels
    .filter(label => labels[label])
    .map(label => [label, labels[label]]);
  if (partition.length > 0) {
    key.partition = Object.fromEntries(partition);
  }
  return key;
}

function keyOfTool(
  labels: Record<string, string>,
  source: string,
): SloKey | undefined {
  const { sloth_service: service, sloth_slo: name, slo } = labels;
  if (service && name) {
    return { source, service, name };
  }
  // Pyrra has no services; what people propagate to the rules may name one.
  return slo
    ? { source, service: labels.service || slo, name: slo, tool: 'pyrra' }
    : undefined;
}

/** Values by SLO id, for the answers that hold one sample per SLO. */
export function samplesById<S extends { labels: Record<string, string> }>(
  samples: readonly S[],
  source: string,
  keyLabels: readonly string[],
): Map<string, S> {
  const byId = new Map<string, S>();
  for (const sample of samples) {
    const key = sloKeyOf(sample.labels, source, keyLabels);
    if (key) {
      byId.set(sloIdOf(key), sample);
    }
  }
  return byId;
}
