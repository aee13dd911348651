/**
 * How grave a finding is.
 * - `error`: the objective does not measure what it says, or cannot alert
 * - `warning`: it does, but it will mislead somebody
 * - `info`: worth a thought
 */
export type LintSeverity = 'error' | 'warning' | 'info';

/** Which part of an SLO a finding is about. */
export type LintPart =
  | 'objective'
  | 'period'
  | 'sli'
  | 'errorQuery'
  | 'totalQuery'
  | 'errorRatioQuery'
  | 'alerts'
  | 'page'
  | 'ticket'
  | 'history';

/** Where in an SLO a finding is. */
export interface LintPlace {
  part: LintPart;
  /** Offsets of characters in the part, where it is a query. */
  from?: number;
  to?: number;
}

/** Something about an SLO that makes it mean less than it seems to. */
export interface LintFinding {
  /** Stable, in kebab case. */
  code: string;
  severity: LintSeverity;
  /** What is the matter, in a sentence. */
  message: string;
  /** What to do about it, in a sentence. */
  remedy: string;
  where: LintPlace;
}

const ranks: Record<LintSeverity, number> = { error: 0, warning: 1, info: 2 };

/** The gravest first; those alike stay in their order. */
export function sortFindings(findings: readonly LintFinding[]): LintFinding[] {
  return [...findings].sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}
