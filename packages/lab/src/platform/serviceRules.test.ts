import { parseSlothRules } from '../history/slothRules';
import { generateRules } from './serviceRules';

const specification = `version: prometheus/v1
service: order-service
slos:
  - name: requests-availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      name: OrderServiceAvailability
`;

describe('generateRules', () => {
  it('makes rules that the history can be told by', () => {
    const rules = generateRules(specification);
    expect(parseSlothRules(rules)).toMatchObject([
      {
        service: 'order-service',
        slo: 'requests-availability',
        objective: 0.9990000000000001,
        periodSeconds: 30 * 86_400,
        alerts: [
          { name: 'OrderServiceAvailability' },
          { name: 'OrderServiceAvailability' },
        ],
      },
    ]);
  });

  it('says what is wrong with the objectives, and where', () => {
    expect(() => generateRules(specification.replace('99.9', '101'))).toThrow(
      /slos\[0\].objective must be above 0 %/,
    );
  });
});
