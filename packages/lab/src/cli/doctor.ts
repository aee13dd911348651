import { loadLabContext } from '../context';
import { labFindings } from '../doctor/lab';
import { machineFindings } from '../doctor/machine';
import type { Finding } from '../doctor/types';

const symbols: Record<Finding['state'], string> = {
  ok: '✓',
  warning: '!',
  missing: '✗',
};

/** `make doctor`: prints the findings. @returns 1 if something is missing. */
export async function doctor(env = process.env): Promise<number> {
  const context = loadLabContext(env);
  const findings = [
    ...machineFindings(context),
    ...(await labFindings(context)),
  ];
  process.stdout.write(`${renderFindings(findings).join('\n')}\n`);
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}

/** A line for each, its remedy below it. */
export function renderFindings(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const indent = ' '.repeat(width + 6);
  return findings.flatMap(({ subject, state, detail, remedy }) => [
    `  ${symbols[state]} ${subject.padEnd(width)}  ${detail}`,
    ...(remedy ?? '')
      .split('\n')
      .filter(Boolean)
      .map(line => `${indent}→ ${line}`),
  ]);
}
