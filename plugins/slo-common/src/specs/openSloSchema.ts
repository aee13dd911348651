import { z } from 'zod';
import {
  anything,
  labelsField,
  lenientText,
  numberField,
  ObjectSchema,
} from './fields';
import { readerOf } from './readWith';

const anyNumber = z.union([z.number(), z.bigint()]).nullish();

const metadataOf = (object: ObjectSchema) =>
  object({
    name: lenientText,
    displayName: lenientText,
    /** A text, or a list of texts. */
    labels: z.record(z.string(), z.unknown()).nullish(),
    annotations: labelsField(lenientText),
  });

const sliOf = (object: ObjectSchema) => {
  const metric = object({
    metricSource: object({
      metricSourceRef: lenientText,
      type: lenientText,
      spec: z.record(z.string(), z.unknown()).nullish(),
    }),
  }).nullish();
  return object({
    description: lenientText,
    thresholdMetric: anything,
    ratioMetric: object({
      counter: z.boolean().nullish(),
      good: metric,
      bad: metric,
      total: metric,
      rawType: z.enum(['success', 'failure']).nullish(),
      raw: metric,
    }).nullish(),
  });
};

/** Reads an `openslo/v1` SLO. */
export const readSloDocument = readerOf(object =>
  object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: metadataOf(object),
    spec: object({
      description: lenientText,
      service: lenientText,
      indicator: object({
        metadata: metadataOf(object).nullish(),
        spec: sliOf(object),
      }).nullish(),
      indicatorRef: lenientText,
      timeWindow: z
        .array(
          object({
            duration: lenientText,
            isRolling: z.boolean().nullish(),
            calendar: anything,
          }),
        )
        .nullish(),
      budgetingMethod: lenientText,
      objectives: z
        .array(
          object({
            displayName: lenientText,
            op: lenientText,
            value: numberField,
            target: anyNumber,
            targetPercent: anyNumber,
            timeSliceTarget: anyNumber,
            timeSliceWindow: anything,
            indicator: anything,
            indicatorRef: lenientText,
            compositeWeight: anyNumber,
          }),
        )
        .nullish(),
      alertPolicies: z.array(z.unknown()).nullish(),
    }),
  }),
);

/** Reads an `openslo/v1` SLI. */
export const readSliDocument = readerOf(object =>
  object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: metadataOf(object),
    spec: sliOf(object),
  }),
);

/** Reads an `openslo/v1` DataSource. */
export const readDataSourceDocument = readerOf(object =>
  object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: metadataOf(object),
    spec: object({
      description: lenientText,
      type: lenientText,
      connectionDetails: anything,
    }),
  }),
);

type Read<T extends (...args: any[]) => { value?: unknown }> = NonNullable<
  ReturnType<T>['value']
>;

/** An `openslo/v1` SLO. */
export type OpenSlo = Read<typeof readSloDocument>;

/** What an `openslo/v1` SLI measures. */
export type OpenSli = Read<typeof readSliDocument>['spec'];
