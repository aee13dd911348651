import { parseSpecs } from '../specs';
import { problemPlace } from './problemPlace';

const text = `version: prometheus/v1
service: shop
slos:
  - name: up-time
    objective: 101
    sli:
      events:
        error_query: sum(rate(a[{{.window}}])
        total_query: up
    alerting: { name: Shop }
`;

describe('the place of a problem', () => {
  it('is what its path names', () => {
    const places = parseSpecs(text).problems.map(problem => {
      const { from, to } = problemPlace(text, problem);
      return text.slice(from, to);
    });
    expect(places).toEqual(['101', 'sum(rate(a[{{.window}}])', 'up']);
  });

  it.each([
    ['slos[0].alerting.page_alert.labels', '{ name: Shop }'],
    ['slos[7]', '- name: up-time'],
    ['', 'version: prometheus/v1'],
  ])('of %j is the nearest that is there', (path, found) => {
    const { from, to } = problemPlace(text, { document: 0, path });
    expect(text.slice(from, to)).toBe(found);
  });

  it('is where it stops being YAML', () => {
    const broken = 'version: prometheus/v1\nslos: [\n';
    const { from } = problemPlace(broken, { document: 0, path: '' });
    expect(from).toBeGreaterThan(broken.indexOf('slos'));
    expect(problemPlace('', { document: 3, path: 'x' })).toEqual({
      from: 0,
      to: 0,
    });
  });
});
