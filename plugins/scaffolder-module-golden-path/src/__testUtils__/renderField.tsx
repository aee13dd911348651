import { ComponentType, useState } from 'react';
import { AnyApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import axe from 'axe-core';
import { FieldProps } from '../fields/types';

/** What a field under test is given; the rest of its props is as the form has it. */
export interface FieldSetting<Value> {
  readonly formData?: Value;
  readonly schema?: object;
  readonly uiSchema?: object;
  readonly required?: boolean;
  readonly rawErrors?: string[];
  /** The answers of all pages so far. */
  readonly answers?: object;
  readonly apis?: ReadonlyArray<readonly [AnyApiRef, unknown]>;
}

/** Shows a field as a form does: what it reports comes back to it. */
export async function renderField<Value>(
  Field: ComponentType<FieldProps<Value, any>>,
  setting: FieldSetting<NoInfer<Value>> = {},
): Promise<{ container: HTMLElement; onChange: jest.Mock }> {
  const onChange = jest.fn();
  function Form() {
    const [value, setValue] = useState(setting.formData);
    const props = {
      name: 'field',
      idSchema: { $id: 'root_field' },
      schema: setting.schema ?? {},
      uiSchema: setting.uiSchema ?? {},
      required: setting.required ?? true,
      disabled: false,
      readonly: false,
      rawErrors: setting.rawErrors ?? [],
      formContext: { formData: setting.answers ?? {} },
      onBlur: () => {},
      onFocus: () => {},
    };
    return (
      <main>
        <h1>Form</h1>
        <Field
          {...(props as any)}
          formData={value}
          onChange={(next: Value | undefined) => {
            onChange(next);
            setValue(next);
          }}
        />
      </main>
    );
  }
  const { container } = await renderInTestApp(<Form />, {
    apis: setting.apis as any,
  });
  return { container, onChange };
}

/** Fails on what an audit finds wrong; colours cannot be seen without a browser. */
export async function expectNoAxeViolations(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
}
