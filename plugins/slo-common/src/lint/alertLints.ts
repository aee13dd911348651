import { AlertSeverity } from '../alertPairs';
import { LintFinding } from './types';

/** An alert as it is declared, or as it is loaded in Prometheus. */
export interface DeclaredAlert {
  severity: AlertSeverity;
  isDisabled: boolean;
  annotations: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
}

/** Where the runbook of an alert is written, by custom. */
const runbookKeys = ['runbook', 'runbook_url', 'runbookUrl', 'runbook_link'];

/** What can be wrong with the alerts of an SLO. */
export function lintAlerts(alerts: readonly DeclaredAlert[]): LintFinding[] {
  const enabled = alerts.filter(({ isDisabled }) => !isDisabled);
  const hasPage = enabled.some(({ severity }) => severity === 'page');
  return [
    ...(hasPage ? [] : [nobodyPaged(enabled.length > 0)]),
    ...enabled.flatMap(lintRunbook),
  ];
}

function nobodyPaged(hasTicket: boolean): LintFinding {
  return {
    code: hasTicket ? 'no-page' : 'no-alerts',
    severity: hasTicket ? 'info' : 'warning',
    message: hasTicket
      ? 'It opens tickets only: nobody is called when it burns fast.'
      : 'It has no alerts: nobody is told when it burns.',
    remedy: hasTicket
      ? 'Leave it so only if it can wait for working hours.'
      : 'Enable the page alert, or the ticket alert at least.',
    where: { part: 'alerts' },
  };
}

function lintRunbook({
  severity,
  annotations,
  labels,
}: DeclaredAlert): LintFinding[] {
  const texts = runbookKeys.map(key => annotations[key] ?? labels[key]);
  if (texts.some(text => text?.trim())) {
    return [];
  }
  return [
    {
      code: 'no-runbook',
      severity: severity === 'page' ? 'warning' : 'info',
      message:
        severity === 'page'
          ? 'Its page has no runbook: whoever is woken has to find out what to do.'
          : 'Its ticket has no runbook.',
      remedy: 'Add the annotation runbook_url to the alert.',
      where: { part: severity },
    },
  ];
}
