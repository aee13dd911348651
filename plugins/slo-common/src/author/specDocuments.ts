import { isMap, isScalar, parseAllDocuments, YAMLMap } from 'yaml';

/** What the form can empty; all else that it does not know stays. */
const managed = [
  /^description$/,
  /^sli\./,
  /^alerting\.annotations\.(summary|runbook_url)$/,
  /^alerting\.(page_alert|ticket_alert|pageAlert|ticketAlert)\.disable$/,
  /^spec\.description$/,
  /^spec\.indicator\.spec\.ratioMetric\./,
];

/** Whether an absent value means that it is to be gone, by its place in a document. */
export const isManaged = (path: readonly string[]) =>
  managed.some(pattern => pattern.test(path.join('.')));

/** The objects of a file of YAML. */
export function documentsOf(text: string): YAMLMap[] {
  return [...parseAllDocuments(text, { version: '1.1' })].flatMap(document =>
    'contents' in document && isMap(document.contents)
      ? [document.contents]
      : [],
  );
}

/** A text in an object; empty where there is none. */
export const textAt = (map: YAMLMap, path: readonly string[]): string => {
  const node = map.getIn(path, true);
  return isScalar(node) ? String(node.value) : '';
};
